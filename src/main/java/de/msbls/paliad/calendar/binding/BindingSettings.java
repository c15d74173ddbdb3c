package de.msbls.paliad.calendar.binding;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the owner of a binding decides and may change later; everything but its calendar. */
record BindingSettings(
        String displayName,
        ScopeKind scopeKind,
        @Nullable UUID scopeId,
        boolean includePersonal,
        Detail detail,
        boolean enabled) {

    static BindingSettings of(Binding binding) {
        return new BindingSettings(
                binding.displayName(),
                binding.scopeKind(),
                binding.scopeId(),
                binding.includePersonal(),
                binding.detail(),
                binding.enabled());
    }

    /** A project scope takes a node of any kind, every other scope one of its own kind. */
    boolean fitsNodeOf(String kind) {
        return scopeKind == ScopeKind.PROJECT || kind.equals(scopeKind.word());
    }

    /** Whether both cover the same nodes. A node that is gone meanwhile does not hinder other changes. */
    boolean hasScopeOf(BindingSettings other) {
        return scopeKind == other.scopeKind && Objects.equals(scopeId, other.scopeId);
    }

    /** Whether only the name differs: nothing changes in the calendar. */
    boolean sendsTheSameAs(BindingSettings other) {
        return hasScopeOf(other)
                && includePersonal == other.includePersonal
                && detail == other.detail
                && enabled == other.enabled;
    }
}
