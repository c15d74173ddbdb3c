package de.msbls.paliad.calendar.connection.server;

import de.msbls.paliad.calendar.caldav.CalDavClient;
import de.msbls.paliad.calendar.caldav.collection.RemoteCalendar;
import de.msbls.paliad.calendar.caldav.request.CalDavAccount;
import de.msbls.paliad.calendar.caldav.request.Password;
import de.msbls.paliad.calendar.connection.AccountAddress;
import de.msbls.paliad.calendar.connection.ConnectionRepository;
import de.msbls.paliad.calendar.connection.ConnectionService;
import de.msbls.paliad.calendar.connection.LoginBound;
import de.msbls.paliad.calendar.connection.Passwords;
import de.msbls.paliad.calendar.connection.StoredConnection;
import de.msbls.paliad.calendar.platform.database.Database;
import de.msbls.paliad.calendar.platform.problem.FieldError;
import de.msbls.paliad.calendar.platform.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** Talks to accounts for a request: tries one, or opens the user's own. No transaction is open meanwhile. */
@ApplicationScoped
public class Accounts {

    private final Database database;
    private final ConnectionRepository connections;
    private final ConnectionService rules;
    private final Passwords passwords;
    private final LoginBound logins;
    private final CalDavClient client;

    Accounts(
            Database database,
            ConnectionRepository connections,
            ConnectionService rules,
            Passwords passwords,
            LoginBound logins,
            CalDavClient client) {
        this.database = database;
        this.connections = connections;
        this.rules = rules;
        this.passwords = passwords;
        this.logins = logins;
        this.client = client;
    }

    /** The user's account with its password open; fails with 409 when there is none, or the password is unreadable. */
    public Uni<ConnectedAccount> ofUser(UUID userId) {
        return database.read(pool -> connections.find(pool, userId))
                .map(stored -> stored.orElseThrow(ProblemType.NO_CONNECTION::problem))
                .chain(stored -> connected(account(userId, stored), stored.home()));
    }

    Uni<CheckResult> check(UUID userId, CheckConnection request) {
        rules.requireEncryption(request.address());
        logins.ask(userId);
        return password(userId, request)
                .map(password ->
                        new CalDavAccount(UUID.randomUUID(), request.address().server(), request.username(), password))
                .chain(account -> client.discoverHome(account).chain(home -> client.calendars(account, home)
                        .map(calendars -> new CheckResult(home.toString(), calendars.size(), (int) calendars.stream()
                                .filter(RemoteCalendar::writable)
                                .count()))))
                .onFailure()
                .transform(CalendarServerFaults::toProblem);
    }

    private Uni<ConnectedAccount> connected(CalDavAccount account, Optional<URI> home) {
        if (home.isPresent()) {
            return Uni.createFrom().item(new ConnectedAccount(account, home.get()));
        }
        return client.discoverHome(account)
                .onFailure()
                .transform(CalendarServerFaults::toProblem)
                .call(found -> database.read(pool -> connections.rememberHome(pool, account.id(), found)))
                .map(found -> new ConnectedAccount(account, found));
    }

    private CalDavAccount account(UUID userId, StoredConnection stored) {
        AccountAddress address = stored.address().orElseThrow(ProblemType.PASSWORD_NEEDED::problem);
        Password password = stored.password()
                .flatMap(box -> passwords.open(address.keyOwner(userId), box))
                .orElseThrow(ProblemType.PASSWORD_NEEDED::problem);
        return new CalDavAccount(stored.accountId(), address.server(), address.username(), password);
    }

    private Uni<Password> password(UUID userId, CheckConnection request) {
        if (request.password() != null) {
            return Uni.createFrom().item(new Password(request.password()));
        }
        return database.read(pool -> connections.find(pool, userId))
                .map(found -> found.filter(stored -> stored.isAccountAt(request.address(), userId))
                        .flatMap(StoredConnection::password)
                        .flatMap(box -> passwords.open(request.address().keyOwner(userId), box))
                        .orElseThrow(() -> ProblemType.INVALID_REQUEST.problem(
                                new FieldError("password", "is needed: none is stored for this server and username"))));
    }
}
