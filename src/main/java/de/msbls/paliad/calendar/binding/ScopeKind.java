package de.msbls.paliad.calendar.binding;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which slice of the visible appointments a binding's calendar holds. */
public enum ScopeKind {
    ALL_VISIBLE,
    PERSONAL_ONLY,
    /** A node of any kind, itself only. */
    PROJECT,
    /** This and the following: a node of that kind and everything beneath it. */
    CLIENT,
    LITIGATION,
    PATENT,
    CASE;

    /** Root kinds take no {@code scope_id}, the others need one. */
    public boolean isRoot() {
        return this == ALL_VISIBLE || this == PERSONAL_ONLY;
    }

    /** Whether what is beneath the node belongs to the scope. */
    public boolean isHierarchy() {
        return !isRoot() && this != PROJECT;
    }

    /** The word on the wire and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that names no kind */
    public static ScopeKind of(String word) {
        for (ScopeKind kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("unknown scope kind");
    }
}
