package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.platform.crypto.KeyOwner;
import de.msbls.paliad.calendar.platform.crypto.Vault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The users' connections, written as the API writes them. Each has two accounts on the server to choose from. */
final class Connections {

    private static final List<String> ACCOUNTS = List.of("user", "else");

    /** As the connection's repository does it: a tick under way records nothing more. */
    private static final String FENCE_OFF = """
            UPDATE paliad.caldav_leases lease
            SET fence = fence + 1
            FROM paliad.user_caldav_config config
            WHERE config.user_id = ? AND lease.account_id = config.account_id
            """;

    private static final String FORGET_CALENDARS = """
            UPDATE paliad.binding_sync_state s
            SET state = 'choose_calendar', error_code = NULL, retry_at = NULL, failures = 0, ctag = NULL,
                sync_token = NULL, listed_at = NULL, adopting = false, guard_direction = NULL, guard_count = NULL,
                guard_since = NULL, scope_changes = scope_changes + 1
            FROM paliad.user_calendar_bindings b
            WHERE b.id = s.binding_id AND b.user_id = ?
            """;

    private final Ground ground;
    private final Firm firm;
    private final URI server;
    private final Vault vault;
    private int accounts;

    Connections(Ground ground, Firm firm, URI server, Vault vault) {
        this.ground = ground;
        this.firm = firm;
        this.server = server;
        this.vault = vault;
        firm.users.forEach(user -> connect(user, ACCOUNTS.get(0)));
    }

    /** The calendars that a binding may have, one in each account. */
    static List<String> calendars(int user, int binding) {
        return Stream.of(0, 1).map(account -> calendar(account, user, binding)).toList();
    }

    private static String calendar(int account, int user, int binding) {
        return "/" + ACCOUNTS.get(account) + user + "/calendar" + binding + "/";
    }

    /** Where a binding would be made now; null: its user has no connection. */
    String calendarNow(UUID user, int binding) {
        Map<String, Object> connection = connection(user);
        int number = firm.users.indexOf(user);
        return connection == null
                ? null
                : calendar(connection.get("username").equals(ACCOUNTS.get(0) + number) ? 0 : 1, number, binding);
    }

    private void connect(UUID user, String account) {
        int number = firm.users.indexOf(user);
        KeyOwner owner = KeyOwner.of(user, server);
        byte[] dataKey = vault.newDataKey(owner);
        ground.change(
                """
                INSERT INTO paliad.user_caldav_config
                    (user_id, server_url, home_url, username, password_encrypted, data_key, account_id)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                user,
                server.toString(),
                server.resolve("/" + account + number + "/").toString(),
                account + number,
                vault.open(dataKey, owner).seal("", "secret".getBytes(StandardCharsets.UTF_8)),
                dataKey,
                nextAccount());
    }

    private UUID nextAccount() {
        return Firm.id("account", accounts++);
    }

    /** The account that a user's connection points to; null: she has none. */
    private Map<String, Object> connection(UUID user) {
        return ground
                .rows("SELECT username, account_id FROM paliad.user_caldav_config WHERE user_id = ?", user)
                .stream()
                .findFirst()
                .orElse(null);
    }

    void disconnect(int number) {
        UUID user = firm.users.get(number);
        ground.together(() -> {
            ground.change(FENCE_OFF, user);
            ground.change("DELETE FROM paliad.user_calendar_bindings WHERE user_id = ?", user);
            ground.change("DELETE FROM paliad.user_caldav_config WHERE user_id = ?", user);
        });
    }

    /** After a removal; else nothing. */
    void connectAgain(int number) {
        UUID user = firm.users.get(number);
        if (connection(user) == null) {
            connect(user, ACCOUNTS.get(0));
        }
    }

    /** To the other account. The bindings wait for calendars there. */
    void pointElsewhere(int number) {
        UUID user = firm.users.get(number);
        Map<String, Object> connection = connection(user);
        if (connection == null) {
            return;
        }
        int other = connection.get("username").equals(ACCOUNTS.get(0) + number) ? 1 : 0;
        KeyOwner owner = KeyOwner.of(user, server);
        byte[] dataKey = vault.newDataKey(owner);
        ground.together(() -> {
            ground.change(FENCE_OFF, user);
            ground.change("""
                    DELETE FROM paliad.appointment_caldav_targets t
                    USING paliad.user_calendar_bindings b
                    WHERE b.id = t.binding_id AND b.user_id = ?
                    """, user);
            ground.change("""
                    UPDATE paliad.user_calendar_bindings SET calendar_path = NULL, calendar_key = NULL
                    WHERE user_id = ?
                    """, user);
            ground.change(FORGET_CALENDARS, user);
            ground.change(
                    """
                    UPDATE paliad.user_caldav_config
                    SET account_id = ?, username = ?, password_encrypted = ?, data_key = ?, home_url = ?
                    WHERE user_id = ?
                    """,
                    nextAccount(),
                    ACCOUNTS.get(other) + number,
                    vault.open(dataKey, owner).seal("", "secret".getBytes(StandardCharsets.UTF_8)),
                    dataKey,
                    server.resolve("/" + ACCOUNTS.get(other) + number + "/").toString(),
                    user);
        });
    }
}
