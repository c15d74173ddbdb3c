package de.msbls.paliad.calendar.connection;

import de.msbls.paliad.calendar.binding.path.CalendarPath;
import de.msbls.paliad.calendar.binding.path.ValidCalendarPath;
import de.msbls.paliad.calendar.platform.http.PlainText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of a PUT.
 *
 * @param username without a colon, which basic authentication cannot carry (RFC 7617 §2)
 * @param password absent: the stored one stays
 * @param calendarPath read at the first PUT only: the calendar of the binding that it makes
 * @param enabled absent: true
 */
public record PutConnection(
        @NotNull(message = "is needed") @ValidServerUrl String serverUrl,

        @NotNull(message = "is needed")
        @PlainText(max = 255, notBlank = true)
        @Pattern(regexp = "^[^:]*$", message = "must not hold a colon")
        String username,

        @PlainText(max = 1024)
        @Size(min = 1, message = "must not be empty")
        @Schema(writeOnly = true, format = "password")
        @Nullable
        String password,

        @ValidCalendarPath @Nullable String calendarPath,
        @Nullable Boolean enabled) {

    /** Of a valid request only. */
    AccountAddress address() {
        return new AccountAddress(AccountAddress.server(serverUrl).orElseThrow(), username);
    }

    Optional<CalendarPath> calendar() {
        return Optional.ofNullable(calendarPath).flatMap(CalendarPath::parse);
    }

    boolean isEnabled() {
        return enabled == null || enabled;
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "PutConnection[" + serverUrl + "]";
    }
}
