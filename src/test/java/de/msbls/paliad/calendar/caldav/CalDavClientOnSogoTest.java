package de.msbls.paliad.calendar.caldav;

import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.testing.RealServers;
import java.time.Instant;
import org.junit.jupiter.api.Tag;

@Tag("interop")
class CalDavClientOnSogoTest extends CalDavClientJourney {

    @Override
    String serverUrl() {
        return RealServers.sogo().alice().home().toString();
    }

    /** sogod leaves that to the web server that stands before it, and answers with its login page. */
    @Override
    boolean itsRootLeadsHome() {
        return false;
    }

    /** SOGo writes over what stands there, and deletes what was changed. */
    @Override
    boolean honoursAllPreconditions() {
        return false;
    }

    /** Its tokens count seconds, and within that second nothing is later. */
    @Override
    void awaitThatItSettles(String token) {
        await().until(() -> Instant.now().getEpochSecond() > Long.parseLong(token));
    }
}
