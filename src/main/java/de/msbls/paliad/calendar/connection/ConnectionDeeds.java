package de.msbls.paliad.calendar.connection;

import de.msbls.paliad.calendar.audit.Act;
import de.msbls.paliad.calendar.audit.Deed;
import de.msbls.paliad.calendar.binding.path.CalendarPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the audit trail tells of a connection; never its password. */
final class ConnectionDeeds {

    private static final String SERVER_URL = "server_url";
    private static final String USERNAME = "username";
    private static final String ENABLED = "enabled";

    private ConnectionDeeds() {}

    static Deed made(UUID accountId, PutConnection request) {
        return at(Deed.of(Act.CONNECTION_MADE, accountId), request).with(ENABLED, request.isEnabled());
    }

    static Deed firstBindingMade(UUID bindingId, @Nullable CalendarPath calendar) {
        Deed made = Deed.of(Act.BINDING_MADE, bindingId).with("scope_kind", "all_visible");
        return calendar == null ? made : made.withText("calendar_path", calendar.path());
    }

    /** The new account, and which one it was before. */
    static Deed moved(UUID accountId, PutConnection request, StoredConnection old) {
        Optional<String> formerUsername = old.address().map(AccountAddress::username);
        Deed moved = at(Deed.of(Act.CONNECTION_MOVED, accountId), request)
                .with("former_account_id", old.accountId())
                .withTextChange(SERVER_URL, old.serverUrl(), request.serverUrl())
                .withTextChange(USERNAME, formerUsername.orElse(""), request.username())
                .withField("password");
        return moved.withChange(ENABLED, old.enabled(), request.isEnabled());
    }

    /** One for each thing that is another one now; none where nothing is. */
    static List<Deed> changed(StoredConnection old, PutConnection request) {
        List<Deed> deeds = new ArrayList<>();
        if (request.password() != null) {
            deeds.add(Deed.of(Act.PASSWORD_CHANGED, old.accountId()).withField("password"));
        }
        if (!request.serverUrl().equals(old.serverUrl())) {
            deeds.add(Deed.of(Act.CONNECTION_CHANGED, old.accountId())
                    .withTextChange(SERVER_URL, old.serverUrl(), request.serverUrl()));
        }
        if (request.isEnabled() != old.enabled()) {
            Act act = request.isEnabled() ? Act.CONNECTION_RESUMED : Act.CONNECTION_PAUSED;
            deeds.add(Deed.of(act, old.accountId()).withChange(ENABLED, old.enabled(), request.isEnabled()));
        }
        return deeds;
    }

    /** @param bindings that went with it */
    static List<Deed> removed(StoredConnection old, List<UUID> bindings) {
        Deed connection = Deed.of(Act.CONNECTION_REMOVED, old.accountId());
        // a URL of the first generation that cannot be read may hold a password
        Optional<Deed> addressed = old.address().map(address -> connection
                .withText(SERVER_URL, address.server().toString())
                .withText(USERNAME, address.username()));
        return Stream.concat(
                        Stream.of(addressed.orElse(connection)),
                        bindings.stream().map(binding -> Deed.of(Act.BINDING_REMOVED, binding)))
                .toList();
    }

    private static Deed at(Deed deed, PutConnection request) {
        return deed.withText(SERVER_URL, request.serverUrl()).withText(USERNAME, request.username());
    }
}
