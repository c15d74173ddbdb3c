package de.msbls.paliad.calendar.testing;

import de.msbls.paliad.calendar.dev.server.RealServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * The real CalDAV servers that the sync is tested against, started once and stopped with the tests. Where one cannot be
 * had, the test fails and says so; {@code -DskipRealServers} is the one way to leave them out.
 */
public final class RealServers {

    private static final Map<RealServer.Kind, RemoteServer> RUNNING = new EnumMap<>(RealServer.Kind.class);

    private static TlsServer overTls;

    private RealServers() {}

    /** Radicale 3: reorders what it is given, closes each connection, has sync tokens. */
    public static RemoteServer radicale() {
        return shared(RealServer.Kind.RADICALE);
    }

    /** sabre/dav, the engine of Nextcloud: keeps every byte, has ctags only. */
    public static RemoteServer sabredav() {
        return shared(RealServer.Kind.SABREDAV);
    }

    /** sabre/dav behind TLS, trusted by the {@link ServiceUnderTest}. */
    public static synchronized TlsServer sabredavOverTls() {
        Assumptions.assumeFalse(skipped(), "left out by -DskipRealServers");
        if (overTls == null) {
            overTls = TlsServer.start(ServiceUnderTest.authority());
        }
        return overTls;
    }

    /** Xandikos: keeps calendars in git, says a failed PUT in a 207, refuses a UID twice in one calendar. */
    public static RemoteServer xandikos() {
        return shared(RealServer.Kind.XANDIKOS);
    }

    /** DAViCal: its root is no CalDAV resource, and it answers any sync token. */
    public static RemoteServer davical() {
        return shared(RealServer.Kind.DAVICAL);
    }

    /** Cyrus: refuses a UID twice in one account and events without a duration, pages sync-collection. */
    public static RemoteServer cyrus() {
        return shared(RealServer.Kind.CYRUS);
    }

    /** SOGo: ignores If-None-Match, and If-Match where there is nothing; its tags count seconds; closes unannounced. */
    public static RemoteServer sogo() {
        return shared(RealServer.Kind.SOGO);
    }

    /** @return a server of the caller's own, which she may stop and start, and closes in the end */
    public static RemoteServer own(RealServer.Kind kind) {
        Assumptions.assumeFalse(skipped(), "left out by -DskipRealServers");
        try {
            return RemoteServer.start(kind);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized RemoteServer shared(RealServer.Kind kind) {
        RemoteServer running = RUNNING.get(kind);
        if (running == null) {
            running = own(kind);
            RUNNING.put(kind, running);
        }
        return running;
    }

    /** Given as a bare {@code -DskipRealServers}, it arrives as an empty word or as "true". */
    private static boolean skipped() {
        String value = System.getProperty("skipRealServers", "false");
        return value.isEmpty() || value.equals("true");
    }
}
