package de.msbls.paliad.calendar.binding;

import de.msbls.paliad.calendar.platform.http.NotCleared;
import de.msbls.paliad.calendar.platform.http.PlainText;
import de.msbls.paliad.calendar.platform.json.Change;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a PATCH: a JSON Merge Patch (RFC 7396). The calendar is fixed at creation. */
@ValidScope
public record PatchBinding(
        @PlainText(max = CreateBinding.MAX_DISPLAY_NAME, clearable = true)
        @Schema(implementation = String.class, nullable = true)
        Change<String> displayName,

        @Schema(implementation = ScopeKind.class) Change<String> scopeKind,

        @Schema(implementation = UUID.class, nullable = true)
        Change<UUID> scopeId,

        @NotCleared @Schema(implementation = Boolean.class) Change<Boolean> includePersonal,
        @NotCleared @Schema(implementation = Detail.class) Change<Detail> detail,
        @NotCleared @Schema(implementation = Boolean.class) Change<Boolean> enabled) {

    /**
     * The settings after this (valid) patch, which may still lack a scope id or have one too many. A change to a root
     * kind drops the id by itself; a change to another kind keeps it.
     */
    BindingSettings appliedTo(BindingSettings old) {
        ScopeKind kind = scopeKind.map(ScopeKind::of).or(old.scopeKind());
        return new BindingSettings(
                displayName.present() ? orEmpty(displayName.value()) : old.displayName(),
                kind,
                scopeKind.present() && kind.isRoot() ? null : scopeId.appliedTo(old.scopeId()),
                includePersonal.or(old.includePersonal()),
                detail.or(old.detail()),
                enabled.or(old.enabled()));
    }

    private static String orEmpty(@Nullable String name) {
        return name == null ? "" : name;
    }
}
