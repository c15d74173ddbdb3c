package de.msbls.paliad.calendar.sync.model.server;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The faults of one stretch of time. Each strikes one of {@code every} requests that it may strike, chosen by the seed, the
 * request and how often that was made: so the same requests meet the same faults, in whatever order they come.
 */
public final class Weather {

    /** What may go wrong with one request. */
    public enum Fault {
        /** Etags change though nothing else does. */
        CHURNING_ETAGS(Set.of("PROPFIND")),
        /** A listing says 507 and lacks a part. */
        TRUNCATED_LISTING(Set.of("PROPFIND", "REPORT")),
        /** An answer's XML ends in the middle. */
        CUT_XML(Methods.READS),
        /** A multiget leaves something out. */
        LEFT_OUT(Set.of("REPORT")),
        /** A multiget says 404 of something that stands there. */
        INNER_NOT_FOUND(Set.of("REPORT")),
        /** A multiget says 404 as a whole. */
        WHOLE_NOT_FOUND(Set.of("REPORT")),
        PRECONDITION_FAILED(Methods.WRITES),
        THROTTLED(Methods.ALL),
        UNAVAILABLE(Methods.ALL),
        SERVER_ERROR(Methods.ALL),
        /** 500, though it was done. */
        SERVER_ERROR_AFTER(Methods.WRITES),
        /** 403 for this object. */
        REFUSED(Set.of("PUT")),
        RESET_BEFORE(Methods.ALL),
        RESET_AFTER(Methods.WRITES),
        /** The connection breaks in the middle of the answer. */
        CUT_ANSWER(Methods.ALL),
        /** The client is left alone with it; it is carried out later. */
        LATE(Methods.WRITES),
        /** The sync token is not valid any more. */
        TOKEN_FORGOTTEN(Set.of("REPORT"));

        private final Set<String> methods;

        Fault(Set<String> methods) {
            this.methods = methods;
        }
    }

    private static final class Methods {
        private static final Set<String> READS = Set.of("PROPFIND", "REPORT", "GET");
        private static final Set<String> WRITES = Set.of("PUT", "DELETE");
        private static final Set<String> ALL = Set.of("PROPFIND", "REPORT", "GET", "PUT", "DELETE");
    }

    public static final Weather CALM = new Weather(EnumSet.noneOf(Fault.class), 1, 0);

    private final Set<Fault> faults;
    private final int every;
    private final int seed;
    private final Map<String, Integer> times = new HashMap<>();

    public Weather(Set<Fault> faults, int every, int seed) {
        this.faults = faults;
        this.every = every;
        this.seed = seed;
    }

    /** The same from its beginning. */
    public Weather again() {
        return new Weather(faults, every, seed);
    }

    Set<Fault> striking(String method, String path) {
        Set<Fault> striking = EnumSet.noneOf(Fault.class);
        if (faults.isEmpty()) {
            return striking;
        }
        int nth = times.merge(method + " " + path, 1, Integer::sum);
        for (Fault fault : faults) {
            int dice = Objects.hash(seed, method, path, nth, fault.name()) * 0x9E3779B1;
            if (fault.methods.contains(method) && Integer.remainderUnsigned(dice >>> 8, every) == 0) {
                striking.add(fault);
            }
        }
        return striking;
    }

    @Override
    public String toString() {
        return faults.isEmpty() ? "calm" : faults + " 1:" + every + " (" + seed + ")";
    }
}
