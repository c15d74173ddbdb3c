package de.msbls.paliad.calendar.bench;

/** What is measured of each contender, in this order, on one calendar. */
enum Step {
    FIRST_SYNC("first sync"),
    AFTER_WRITES("first look afterwards"),
    NO_CHANGE("no change"),
    LOCAL_CHANGES("10 local changes"),
    REMOTE_CHANGES("10 remote changes");

    private final String words;

    Step(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
