package de.msbls.paliad.calendar.connection;

import de.msbls.paliad.calendar.audit.Actor;
import de.msbls.paliad.calendar.audit.AuditTrail;
import de.msbls.paliad.calendar.audit.Deed;
import de.msbls.paliad.calendar.binding.path.CalendarPath;
import de.msbls.paliad.calendar.platform.auth.Caller;
import de.msbls.paliad.calendar.platform.auth.Users;
import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.platform.crypto.KeyOwner;
import de.msbls.paliad.calendar.platform.crypto.SealedPassword;
import de.msbls.paliad.calendar.platform.database.Database;
import de.msbls.paliad.calendar.platform.problem.FieldError;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The rules of the connection: when a password is needed, when it is another account, what the first PUT makes. */
@ApplicationScoped
public class ConnectionService {

    private static final FieldError PASSWORD_IS_NEEDED =
            new FieldError("password", "is needed for a new server, port or username");

    private final Database database;
    private final Users users;
    private final ConnectionRepository connections;
    private final Passwords passwords;
    private final LoginBound logins;
    private final AuditTrail trail;
    private final boolean allowHttp;

    ConnectionService(
            Database database,
            Users users,
            ConnectionRepository connections,
            Passwords passwords,
            LoginBound logins,
            AuditTrail trail,
            PaliadConfig config) {
        this.database = database;
        this.users = users;
        this.connections = connections;
        this.passwords = passwords;
        this.logins = logins;
        this.trail = trail;
        this.allowHttp = config.caldav().allowHttp();
    }

    Uni<Connection> get(UUID userId) {
        return database.read(client -> connections.show(client, userId)).map(ConnectionService::orNotFound);
    }

    /** @return whether the connection is new, and what it is now */
    Uni<Saved> put(Caller caller, PutConnection request) {
        AccountAddress address = request.address();
        requireEncryption(address);
        requireCalendarThere(address, request.calendar());
        if (request.password() != null) {
            logins.ask(caller.id());
        }
        return database.inTransaction(transaction -> users.ensureKnown(transaction, caller)
                .chain(() -> connections.lock(transaction, caller.id()))
                .chain(stored -> stored.isPresent()
                        ? change(transaction, caller, request, stored.get()).replaceWith(false)
                        : create(transaction, caller, request))
                .chain(created -> connections
                        .wake(transaction, caller.id())
                        .chain(() -> connections.show(transaction, caller.id()))
                        .map(shown -> new Saved(created, orNotFound(shown)))));
    }

    /** The bindings go with it; what stands on the server is deleted later, with the credentials kept for that alone. */
    Uni<Void> delete(Caller caller) {
        return database.inTransaction(transaction -> users.ensureKnown(transaction, caller)
                .chain(() -> remove(transaction, Actor.owner(caller), caller.id()))
                .chain(removed -> removed
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(ProblemType.NOT_FOUND.problem())));
    }

    /**
     * As {@link #delete}, by whom and in whose transaction it may be.
     *
     * @return false when the user has none
     */
    public Uni<Boolean> remove(SqlConnection transaction, Actor actor, UUID userId) {
        return connections
                .lock(transaction, userId)
                .chain(stored -> stored.isEmpty()
                        ? Uni.createFrom().item(false)
                        : connections
                                .delete(transaction, userId)
                                .map(bindings -> ConnectionDeeds.removed(stored.get(), bindings))
                                .chain(deeds -> trail.record(transaction, actor, userId, deeds))
                                .replaceWith(true));
    }

    /** Plain http sends the password to whoever listens. */
    public void requireEncryption(AccountAddress address) {
        if (!allowHttp && !address.isEncrypted()) {
            throw ProblemType.INVALID_REQUEST.problem(new FieldError("server_url", "must be an https URL"));
        }
    }

    private Uni<Boolean> create(SqlConnection transaction, Caller caller, PutConnection request) {
        UUID userId = caller.id();
        KeyOwner owner = request.address().keyOwner(userId);
        SealedPassword sealed = passwords.seal(owner, requiredPassword(request));
        CalendarPath calendar = request.calendar().orElse(null);
        String path = calendar == null ? null : calendar.path();
        return connections
                .insert(transaction, userId, request, sealed, path)
                .chain(account -> account.isPresent()
                        ? connections
                                .insertFirstBinding(transaction, userId, calendar)
                                .map(binding -> binding.map(id -> ConnectionDeeds.firstBindingMade(id, calendar)))
                                .map(binding -> Stream.concat(
                                                Stream.of(ConnectionDeeds.made(account.get(), request)),
                                                binding.stream())
                                        .toList())
                                .chain(deeds -> record(transaction, caller, deeds))
                                .replaceWith(true)
                        : changeOfAnother(transaction, caller, request).replaceWith(false));
    }

    /** Two first PUTs at once: this one came second. */
    private Uni<Void> changeOfAnother(SqlConnection transaction, Caller caller, PutConnection request) {
        return connections
                .lock(transaction, caller.id())
                .chain(stored ->
                        change(transaction, caller, request, stored.orElseThrow(ProblemType.CONFLICT::problem)));
    }

    private Uni<Void> change(SqlConnection transaction, Caller caller, PutConnection request, StoredConnection stored) {
        UUID userId = caller.id();
        if (stored.isAccountAt(request.address(), userId)) {
            return update(transaction, userId, request, stored)
                    .chain(() -> record(transaction, caller, ConnectionDeeds.changed(stored, request)));
        }
        SealedPassword sealed = passwords.seal(request.address().keyOwner(userId), requiredPassword(request));
        return connections
                .move(transaction, userId, request, sealed)
                .chain(account ->
                        record(transaction, caller, List.of(ConnectionDeeds.moved(account, request, stored))));
    }

    private Uni<Void> update(SqlConnection transaction, UUID userId, PutConnection request, StoredConnection stored) {
        KeyOwner owner = request.address().keyOwner(userId);
        String password = request.password();
        if (password == null) {
            if (stored.password().isEmpty()) {
                throw ProblemType.INVALID_REQUEST.problem(PASSWORD_IS_NEEDED);
            }
            return connections.update(transaction, userId, request);
        }
        SealedPassword sealed = passwords.seal(owner, password, stored.password());
        boolean keyIsLost =
                stored.password().filter(old -> !sealed.hasDataKeyOf(old)).isPresent();
        return connections
                .update(transaction, userId, request)
                .chain(() -> connections.updatePassword(transaction, userId, stored.accountId(), sealed))
                .chain(() -> keyIsLost
                        ? connections.lookAtAll(transaction, stored.accountId())
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> record(SqlConnection transaction, Caller caller, List<Deed> deeds) {
        return trail.record(transaction, Actor.owner(caller), caller.id(), deeds);
    }

    private static String requiredPassword(PutConnection request) {
        return Optional.ofNullable(request.password())
                .orElseThrow(() -> ProblemType.INVALID_REQUEST.problem(PASSWORD_IS_NEEDED));
    }

    private static void requireCalendarThere(AccountAddress address, Optional<CalendarPath> calendar) {
        if (calendar.filter(path -> !path.isOn(address.server())).isPresent()) {
            throw ProblemType.INVALID_REQUEST.problem(
                    new FieldError("calendar_path", "must be on the host of server_url"));
        }
    }

    private static Connection orNotFound(Optional<Connection> connection) {
        return connection.orElseThrow(ProblemType.NOT_FOUND::problem);
    }

    record Saved(boolean created, Connection connection) {}
}
