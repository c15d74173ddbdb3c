package de.msbls.paliad.calendar.sync.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that a process has had at once since, heap and all, as Linux counts it; not known elsewhere. */
final class PeakMemory {

    private static final String FORGET_THE_PEAK = "5"; // proc(5), /proc/pid/clear_refs

    private final Path process;
    private final String before;

    private PeakMemory(Path process) {
        this.process = process;
        this.before = megabytes("VmRSS");
    }

    static PeakMemory of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            if (Files.isWritable(process.resolve("clear_refs"))) {
                Files.writeString(process.resolve("clear_refs"), FORGET_THE_PEAK);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PeakMemory(process);
    }

    private String megabytes(String line) {
        if (!Files.exists(process)) {
            return "?";
        }
        try {
            return Files.readAllLines(process.resolve("status")).stream()
                    .filter(one -> one.startsWith(line + ":"))
                    .map(one -> Long.toString(Long.parseLong(one.replaceAll("\\D", "")) / 1024))
                    .findFirst()
                    .orElse("?");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "at most " + megabytes("VmHWM") + " MB resident (" + before + " MB before)";
    }
}
