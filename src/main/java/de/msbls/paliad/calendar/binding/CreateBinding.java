package de.msbls.paliad.calendar.binding;

import de.msbls.paliad.calendar.binding.path.ValidCalendarPath;
import de.msbls.paliad.calendar.platform.http.PlainText;
import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of a POST.
 *
 * @param calendarPath of a calendar on the account: a path, or a full URL on the calendar home's host
 * @param scopeKind a word, judged by {@link ValidScope} along with the id
 * @param includePersonal absent: false
 * @param detail absent: full
 * @param enabled absent: true
 */
@ValidScope
public record CreateBinding(
        @NotNull(message = "is needed") @ValidCalendarPath String calendarPath,
        @PlainText(max = MAX_DISPLAY_NAME) @Nullable String displayName,

        @Schema(implementation = ScopeKind.class, required = true) @Nullable
        String scopeKind,

        @Nullable UUID scopeId,
        @Nullable Boolean includePersonal,
        @Nullable Detail detail,
        @Nullable Boolean enabled) {

    static final int MAX_DISPLAY_NAME = 200;

    /** Of a valid request only. */
    BindingSettings settings() {
        return new BindingSettings(
                Objects.requireNonNullElse(displayName, ""),
                ScopeKind.of(Objects.requireNonNull(scopeKind)),
                scopeId,
                Objects.requireNonNullElse(includePersonal, false),
                Objects.requireNonNullElse(detail, Detail.FULL),
                Objects.requireNonNullElse(enabled, true));
    }
}
