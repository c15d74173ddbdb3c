package de.msbls.paliad.calendar.connection;

import de.msbls.paliad.calendar.platform.crypto.SealedPassword;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/**
 * A connection as it is stored.
 *
 * @param address nothing for a server URL of the first generation that cannot be read
 * @param password nothing for one that cannot be read
 * @param home where discovery found the calendars
 */
public record StoredConnection(
        UUID accountId,
        String serverUrl,
        Optional<AccountAddress> address,
        Optional<SealedPassword> password,
        Optional<URI> home,
        boolean enabled) {

    static StoredConnection of(Row row) {
        String serverUrl = row.getString("server_url");
        String username = row.getString("username");
        return new StoredConnection(
                row.getUUID("account_id"),
                serverUrl,
                AccountAddress.server(serverUrl).map(server -> new AccountAddress(server, username)),
                password(row),
                Optional.ofNullable(row.getString("home_url")).map(URI::create),
                row.getBoolean("enabled"));
    }

    private static Optional<SealedPassword> password(Row row) {
        Buffer dataKey = row.getBuffer("data_key");
        Buffer ciphertext = row.getBuffer("password_encrypted");
        return dataKey == null || ciphertext == null
                ? Optional.empty()
                : Optional.of(new SealedPassword(dataKey.getBytes(), ciphertext.getBytes()));
    }

    public boolean isAccountAt(AccountAddress other, UUID userId) {
        return address.filter(own -> own.isSameAccountAs(other, userId)).isPresent();
    }
}
