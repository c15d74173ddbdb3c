package de.msbls.paliad.calendar.bench.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * How much processor time each side has had, as Linux counts it (proc(5), "stat"). Other than for a process handle, those that have
 * ended count: pgbench, and the database's processes that served it.
 */
final class ProcessorTime {

    private static final Duration TICK = Duration.ofMillis(10);

    /** Fields after the name, which may hold blanks. */
    private static final int OWN = 11;

    private static final int OF_ENDED_CHILDREN = 13;

    private final long postmaster;

    /** @param backend any process of the database that serves a connection */
    ProcessorTime(int backend) {
        this.postmaster = ProcessHandle.of(backend)
                .flatMap(ProcessHandle::parent)
                .orElseThrow()
                .pid();
    }

    /** While pgbench is the client: it has ended by then. */
    Reading withPgbench() {
        return new Reading(ticks(ProcessHandle.current().pid(), OF_ENDED_CHILDREN), Duration.ZERO, database());
    }

    /** While this process is the client of that service. */
    Reading withService(long service) {
        return new Reading(ticks(ProcessHandle.current().pid(), OWN), ticks(service, OWN), database());
    }

    private Duration database() {
        return ProcessHandle.of(postmaster)
                .orElseThrow()
                .children()
                .map(child -> ticks(child.pid(), OWN))
                .reduce(ticks(postmaster, OWN).plus(ticks(postmaster, OF_ENDED_CHILDREN)), Duration::plus);
    }

    /** That field and the next: in user mode, and in the kernel. Nothing of a process that has just ended: its parent has it. */
    private static Duration ticks(long pid, int field) {
        Path file = Path.of("/proc/" + pid + "/stat");
        try {
            String stat = Files.readString(file);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Stream.of(fields[field], fields[field + 1])
                    .map(ticks -> TICK.multipliedBy(Long.parseLong(ticks)))
                    .reduce(Duration.ZERO, Duration::plus);
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    /** Since each was started. */
    record Reading(Duration client, Duration service, Duration database) {

        Reading minus(Reading earlier) {
            return new Reading(
                    client.minus(earlier.client), service.minus(earlier.service), database.minus(earlier.database));
        }

        Duration all() {
            return client.plus(service).plus(database);
        }
    }
}
