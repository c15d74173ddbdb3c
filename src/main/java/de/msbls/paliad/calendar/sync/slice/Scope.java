package de.msbls.paliad.calendar.sync.slice;

import de.msbls.paliad.calendar.binding.ScopeKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A binding's scope as the filter needs it.
 *
 * @param userId the binding's owner, whose visibility bounds the slice
 * @param scopeId the node; {@code null} for the root kinds
 * @param includePersonal whether the owner's personal appointments come along where the kind would leave them out
 */
public record Scope(UUID userId, ScopeKind kind, @Nullable UUID scopeId, boolean includePersonal) {}
