package de.msbls.paliad.calendar.bench.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much memory a process holds (proc(5), "status").
 *
 * @param resident in kB, now
 * @param peak in kB, the most since its start
 */
record Memory(long resident, long peak) {

    static Memory of(long pid) throws IOException {
        String status = Files.readString(Path.of("/proc/" + pid + "/status"));
        return new Memory(kilobytes(status, "VmRSS:"), kilobytes(status, "VmHWM:"));
    }

    private static long kilobytes(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return "%.1f MiB (most so far %.1f)".formatted(resident / 1024.0, peak / 1024.0);
    }
}
