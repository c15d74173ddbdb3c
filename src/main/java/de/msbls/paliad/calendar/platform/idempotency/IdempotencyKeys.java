package de.msbls.paliad.calendar.platform.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.msbls.paliad.calendar.platform.problem.FieldError;
import de.msbls.paliad.calendar.platform.problem.ProblemException;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The {@code Idempotency-Key} header (draft-ietf-httpapi-idempotency-key-header): a POST that carries one may be repeated, as after
 * an answer that got lost, and makes its resource once. A key is its user's own, and is kept for
 * {@code paliad.api.idempotency-keep} at least.
 */
@ApplicationScoped
public class IdempotencyKeys {

    /** The request header's name. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]{1,255}");

    private final HttpServerRequest request;
    private final IdempotencyKeyRepository repository;
    private final Fingerprint fingerprint;

    IdempotencyKeys(HttpServerRequest request, IdempotencyKeyRepository repository, ObjectMapper json) {
        this.request = request;
        this.repository = repository;
        this.fingerprint = new Fingerprint(json);
    }

    /**
     * Reads the header of this POST. Call it before any I/O. A request without a key makes its resource whenever it is sent.
     *
     * @param body as it was read
     * @throws ProblemException 400 for what is no key
     */
    public Once of(UUID userId, Object body) {
        List<String> headers = request.headers().getAll(HEADER); // JAX-RS takes an empty one for none
        if (headers.isEmpty()) {
            return (transaction, creation) -> creation.get();
        }
        if (headers.size() > 1 || !PRINTABLE.matcher(headers.get(0)).matches()) {
            throw ProblemType.INVALID_REQUEST.problem(
                    new FieldError(HEADER, "must be 1 to 255 printable ASCII characters"));
        }
        IdempotencyKey key = new IdempotencyKey(userId, headers.get(0), fingerprint.of("POST", request.path(), body));
        return (transaction, creation) -> make(transaction, key, creation);
    }

    /** Of two at once the second waits in its claim until the first is over. */
    private Uni<UUID> make(SqlClient transaction, IdempotencyKey key, Supplier<Uni<UUID>> creation) {
        return repository
                .claim(transaction, key)
                .chain(claimed -> claimed
                        ? creation.get().call(id -> repository.save(transaction, key, id))
                        : madeBefore(transaction, key, creation));
    }

    private Uni<UUID> madeBefore(SqlClient transaction, IdempotencyKey key, Supplier<Uni<UUID>> creation) {
        return repository.find(transaction, key).chain(former -> {
            if (former.isEmpty()) {
                return make(transaction, key, creation); // its time was over just now
            }
            if (!former.get().fingerprint().equals(key.fingerprint())) {
                return Uni.createFrom()
                        .failure(ProblemType.IDEMPOTENCY_KEY_REUSED.problem("Take a new key for each request"));
            }
            return Uni.createFrom().item(former.get().resourceId());
        });
    }
}
