package de.msbls.paliad.calendar.bench;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.PackagedService;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A calendar far larger than a lawyer's, in a heap far smaller than a server's: does every kind of tick come to its end? */
final class LargeCalendar {

    private final FirmDatabase firm;
    private final Ours ours;
    private final PackagedService service;
    private final Path collections;
    private final PrintStream out;

    LargeCalendar(FirmDatabase firm, Ours ours, PackagedService service, Path collections, PrintStream out) {
        this.firm = firm;
        this.ours = ours;
        this.service = service;
        this.collections = collections;
        this.out = out;
    }

    void run(List<Integer> sizes) throws IOException, InterruptedException {
        for (int size : sizes) {
            Ours.Connected lawyer = ours.lawyerWith(size);
            tell(size, "first sync", ours.firstSync(lawyer, size));
            tell(size, Step.AFTER_WRITES.toString(), ours.tick(lawyer));
            tell(size, "no change", ours.tick(lawyer));
            firm.run("""
                    UPDATE paliad.binding_sync_state SET listed_at = NULL, scoped_at = NULL
                    WHERE binding_id = ?
                    """, ours.binding(lawyer));
            tell(size, "complete listing", ours.tick(lawyer));
        }
    }

    private void tell(int size, String step, Measure measure) throws IOException {
        out.printf(
                "%6d  %-22s %9.3f s  %6d requests %s  most heap %s, most memory %s%n",
                size,
                step,
                measure.seconds(),
                measure.requests().count(),
                measure.requests().byMethod(),
                mostHeap(),
                mostMemory());
    }

    /** As its garbage collector has seen it so far; a native binary keeps no such log. */
    private String mostHeap() throws IOException {
        if (!Files.exists(collections)) {
            return "–";
        }
        Matcher before = Pattern.compile("(\\d+)M->\\d+M\\(\\d+M\\)").matcher(Files.readString(collections));
        int most = 0;
        while (before.find()) {
            most = Math.max(most, Integer.parseInt(before.group(1)));
        }
        return most + " MB";
    }

    /** Of the whole process, resident. */
    private String mostMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + service.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024 + " MB")
                .findFirst()
                .orElse("–");
    }
}
