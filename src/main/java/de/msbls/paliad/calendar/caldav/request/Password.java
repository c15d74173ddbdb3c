package de.msbls.paliad.calendar.caldav.request;

/** A password. {@code toString} does not show it, and no two are equal unless they are the same object. */
public final class Password {

    private final String characters;

    public Password(String characters) {
        this.characters = characters;
    }

    /** The password itself, for the one place that sends it and the one that seals it. */
    public String reveal() {
        return characters;
    }

    @Override
    public String toString() {
        return "Password[***]";
    }
}
