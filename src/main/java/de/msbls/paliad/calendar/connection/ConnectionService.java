package de.msbls.paliad.calendar.connection;

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
import java.util.Optional;
import java.util.UUID;

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
    private final boolean allowHttp;

    ConnectionService(
            Database database,
            Users users,
            ConnectionRepository connections,
            Passwords passwords,
            LoginBound logins,
            PaliadConfig config) {
        this.database = database;
        this.users = users;
        this.connections = connections;
        this.passwords = passwords;
        this.logins = logins;
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
                        ? change(transaction, caller.id(), request, stored.get())
                                .replaceWith(false)
                        : create(transaction, caller.id(), request))
                .chain(created -> connections
                        .wake(transaction, caller.id())
                        .chain(() -> connections.show(transaction, caller.id()))
                        .map(shown -> new Saved(created, orNotFound(shown)))));
    }

    /** The bindings go with it; what stands on the server is deleted later, with the credentials kept for that alone. */
    Uni<Void> delete(Caller caller) {
        return database.inTransaction(transaction -> users.ensureKnown(transaction, caller)
                .chain(() -> connections.lock(transaction, caller.id()))
                .invoke(stored -> {
                    if (stored.isEmpty()) {
                        throw ProblemType.NOT_FOUND.problem();
                    }
                })
                .chain(() -> connections.delete(transaction, caller.id())));
    }

    /** Plain http sends the password to whoever listens. */
    public void requireEncryption(AccountAddress address) {
        if (!allowHttp && !address.isEncrypted()) {
            throw ProblemType.INVALID_REQUEST.problem(new FieldError("server_url", "must be an https URL"));
        }
    }

    private Uni<Boolean> create(SqlConnection transaction, UUID userId, PutConnection request) {
        KeyOwner owner = request.address().keyOwner(userId);
        SealedPassword sealed = passwords.seal(owner, requiredPassword(request));
        CalendarPath calendar = request.calendar().orElse(null);
        String path = calendar == null ? null : calendar.path();
        return connections
                .insert(transaction, userId, request, sealed, path)
                .chain(inserted -> inserted
                        ? connections
                                .insertFirstBinding(transaction, userId, calendar)
                                .replaceWith(true)
                        : changeOfAnother(transaction, userId, request).replaceWith(false));
    }

    /** Two first PUTs at once: this one came second. */
    private Uni<Void> changeOfAnother(SqlConnection transaction, UUID userId, PutConnection request) {
        return connections
                .lock(transaction, userId)
                .chain(stored ->
                        change(transaction, userId, request, stored.orElseThrow(ProblemType.CONFLICT::problem)));
    }

    private Uni<Void> change(SqlConnection transaction, UUID userId, PutConnection request, StoredConnection stored) {
        KeyOwner owner = request.address().keyOwner(userId);
        if (!stored.isAccountAt(request.address(), userId)) {
            SealedPassword sealed = passwords.seal(owner, requiredPassword(request));
            return connections.move(transaction, userId, request, sealed);
        }
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
