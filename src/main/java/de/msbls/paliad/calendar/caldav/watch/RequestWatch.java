package de.msbls.paliad.calendar.caldav.watch;

/**
 * Hears of each request to a CalDAV server: its method, how long it ran and how it ended; never where it went, or as whom. Told
 * on the thread, and the Vert.x context, that the request is made from; must not block.
 */
public interface RequestWatch {

    /** It is the request's turn: it begins now, and ends exactly once. */
    Ongoing begins(String method);

    /** A request under way. */
    interface Ongoing {

        /** The server has answered, after redirects, with that status. */
        void answered(int status);

        /**
         * There is no answer that may be used.
         *
         * @param reason a word of a few: {@code unreachable}, {@code timeout} (or nobody waits for it any more), {@code tls} …
         */
        void failed(String reason);
    }
}
