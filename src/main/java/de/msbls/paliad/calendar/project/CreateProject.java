package de.msbls.paliad.calendar.project;

import de.msbls.paliad.calendar.platform.http.PlainText;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of a POST.
 *
 * @param parentId the node right above; absent: a client
 */
@ClientOnTop
public record CreateProject(
        @Nullable UUID parentId,
        @NotNull(message = "is needed") ProjectKind kind,

        @NotNull(message = "is needed") @PlainText(max = MAX_TITLE, notBlank = true)
        String title) {

    static final int MAX_TITLE = 500;
}
