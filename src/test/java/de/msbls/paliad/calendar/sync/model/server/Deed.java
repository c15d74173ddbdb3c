package de.msbls.paliad.calendar.sync.model.server;

/**
 * One change of an object on the server.
 *
 * @param tick the tick during which the service asked for it; 0: the user did it with her own client
 * @param guarded whether a precondition held that the server keeps to
 * @param overtook whether it fell upon something that came after the service had looked there in the same tick, and that no
 *     precondition protected: nobody can help that
 * @param before its text; null: it was not there
 * @param after its text; null: it is gone
 */
public record Deed(
        int tick, boolean guarded, boolean overtook, String calendar, String name, String before, String after) {

    public boolean byUser() {
        return tick == 0;
    }
}
