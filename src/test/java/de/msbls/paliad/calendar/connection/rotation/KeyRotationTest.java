package de.msbls.paliad.calendar.connection.rotation;

import static de.msbls.paliad.calendar.sync.SyncDatabase.answer;
import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.platform.crypto.KeyOwner;
import de.msbls.paliad.calendar.platform.crypto.SealedPassword;
import de.msbls.paliad.calendar.platform.crypto.Vault;
import de.msbls.paliad.calendar.sync.SyncDatabase;
import de.msbls.paliad.calendar.sync.SyncSettings;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A firm has a new master key: each account is wrapped by it while all goes on, and the old one may go. */
class KeyRotationTest {

    private static final URI SERVER = URI.create("https://dav.example/");
    private static final String OLD = "old:" + key(1);
    private static final String NEW = "new:" + key(2);
    private static final String LOST = "lost:" + key(3);

    @OnEveryPostgres
    void everyAccountIsWrappedByTheNewKey(FirmDatabase firm) {
        List<UUID> users = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            users.add(connected(firm, "Anna " + i, vault(OLD)));
        }
        UUID bob = connected(firm, "Bob", vault(NEW));
        UUID retired = connected(firm, "Carl", vault(OLD));
        firm.run(
                "UPDATE paliad.user_caldav_config SET account_id = gen_random_uuid(), username = 'new' WHERE user_id = ?",
                retired);
        UUID unreadable = connected(firm, "Dora", vault(LOST));

        assertThat(pass(firm, NEW, OLD)).isEqualTo(users.size() + 2);

        users.addAll(List.of(bob, retired));
        assertThat(users).allSatisfy(user -> assertThat(password(firm, user, "user_caldav_config", vault(NEW)))
                .isEqualTo("secret"));
        assertThat(password(firm, retired, "retired_caldav_accounts", vault(NEW)))
                .isEqualTo("secret");
        assertThat(password(firm, unreadable, "user_caldav_config", vault(LOST)))
                .isEqualTo("secret");
        assertThat(pass(firm, NEW, OLD)).isZero();
    }

    private static int pass(FirmDatabase firm, String... keys) {
        try (SyncDatabase database = new SyncDatabase(firm)) {
            return answer(new KeyRotation(vault(keys), new KeyRotationRepository(database.pool())).pass());
        }
    }

    private static UUID connected(FirmDatabase firm, String name, Vault vault) {
        UUID user = firm.user(name);
        KeyOwner owner = KeyOwner.of(user, SERVER);
        SealedPassword sealed = SealedPassword.of(vault, vault.newDataKey(owner), owner, "secret");
        firm.run("""
                INSERT INTO paliad.user_caldav_config (user_id, server_url, username, password_encrypted, data_key)
                VALUES (?, ?, 'anna', ?, ?)
                """, user, SERVER.toString(), sealed.ciphertext(), sealed.dataKey());
        return user;
    }

    private static String password(FirmDatabase firm, UUID user, String table, Vault vault) {
        Map<String, Object> row = firm.rows(
                        "SELECT password_encrypted, data_key FROM paliad." + table + " WHERE user_id = ?", user)
                .get(0);
        SealedPassword sealed =
                new SealedPassword((byte[]) row.get("data_key"), (byte[]) row.get("password_encrypted"));
        return sealed.open(vault.open(sealed.dataKey(), KeyOwner.of(user, SERVER)));
    }

    private static Vault vault(String... keys) {
        return new Vault(SyncSettings.with(Map.of("paliad.credentials.keys", String.join(",", keys))));
    }

    private static String key(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
