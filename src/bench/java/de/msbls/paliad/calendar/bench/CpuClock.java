package de.msbls.paliad.calendar.bench;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import java.time.Duration;
import java.util.stream.Stream;

/** How much processor time the service and its database have had: unlike the time on the wall, no neighbour's load adds to it. */
final class CpuClock {

    private final ProcessHandle service;
    private final ProcessHandle database;

    CpuClock(long service, FirmDatabase firm) {
        this.service = ProcessHandle.of(service).orElseThrow();
        int backend = firm.value("SELECT pg_backend_pid()");
        this.database = ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElseThrow();
    }

    Reading read() {
        return new Reading(
                spent(Stream.of(service)), spent(Stream.concat(Stream.of(database), database.descendants())));
    }

    private static Duration spent(Stream<ProcessHandle> processes) {
        return processes
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** What both have had since they were started; a database's process that ended takes its share with it. */
    record Reading(Duration service, Duration database) {

        static final Reading NONE = new Reading(Duration.ZERO, Duration.ZERO);

        Reading minus(Reading earlier) {
            return new Reading(service.minus(earlier.service), database.minus(earlier.database));
        }

        @Override
        public String toString() {
            return "%.2f s of the service, %.2f s of its database"
                    .formatted(service.toMillis() / 1e3, database.toMillis() / 1e3);
        }
    }
}
