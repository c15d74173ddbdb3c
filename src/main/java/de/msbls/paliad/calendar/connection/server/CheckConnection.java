package de.msbls.paliad.calendar.connection.server;

import de.msbls.paliad.calendar.connection.AccountAddress;
import de.msbls.paliad.calendar.connection.ValidServerUrl;
import de.msbls.paliad.calendar.platform.http.PlainText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of a check.
 *
 * @param password absent: the stored one, where server and username are the stored ones too
 */
public record CheckConnection(
        @NotNull(message = "is needed") @ValidServerUrl String serverUrl,

        @NotNull(message = "is needed")
        @PlainText(max = 255, notBlank = true)
        @Pattern(regexp = "^[^:]*$", message = "must not hold a colon")
        String username,

        @PlainText(max = 1024)
        @Size(min = 1, message = "must not be empty")
        @Schema(writeOnly = true, format = "password")
        @Nullable
        String password) {

    /** Of a valid request only. */
    AccountAddress address() {
        return new AccountAddress(AccountAddress.server(serverUrl).orElseThrow(), username);
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "CheckConnection[" + serverUrl + "]";
    }
}
