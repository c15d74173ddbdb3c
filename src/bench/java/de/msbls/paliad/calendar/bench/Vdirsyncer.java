package de.msbls.paliad.calendar.bench;

import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/** The peer: Debian's vdirsyncer, from a folder of .ics files into a calendar. */
final class Vdirsyncer implements Contender {

    private final CalendarServer server;
    private final EventText event;
    private final Path directory;
    private final Place empty;

    private Vdirsyncer(CalendarServer server, EventText event, Path directory)
            throws IOException, InterruptedException {
        this.server = server;
        this.event = event;
        this.directory = directory;
        this.empty = newPlace();
        sync(empty);
    }

    static boolean isHere() throws InterruptedException {
        try {
            return new ProcessBuilder("vdirsyncer", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    static Vdirsyncer on(CalendarServer server, EventText event) throws IOException, InterruptedException {
        return new Vdirsyncer(server, event, server.folder("vdirsyncer"));
    }

    @Override
    public String name() {
        return "vdirsyncer";
    }

    /** Of nothing with nothing: what it takes to start and to look. */
    Duration emptyRun() throws IOException, InterruptedException {
        return sync(empty).time();
    }

    @Override
    public Map<Step, Measure> run(int appointments) throws IOException, InterruptedException {
        Place place = newPlace();
        for (int i = 0; i < appointments; i++) {
            write(place, i, "Appointment " + i);
        }
        Map<Step, Measure> measures = new EnumMap<>(Step.class);
        measures.put(Step.FIRST_SYNC, sync(place));
        measures.put(Step.NO_CHANGE, sync(place));
        changeLocally(place, appointments);
        measures.put(Step.LOCAL_CHANGES, sync(place));
        changeRemotely(place);
        measures.put(Step.REMOTE_CHANGES, sync(place));
        place.calendar().deleteAll();
        return measures;
    }

    /** Six changed, two deleted, two new. */
    private void changeLocally(Place place, int appointments) throws IOException {
        for (int i = 0; i < 6; i++) {
            write(place, i, "Changed " + i);
        }
        Files.delete(place.file(6));
        Files.delete(place.file(7));
        write(place, appointments, "New");
        write(place, appointments + 1, "New");
    }

    private static void changeRemotely(Place place) {
        for (String href : place.calendar().list().subList(0, 10)) {
            String ics = place.calendar().get(href).orElseThrow();
            place.calendar().put(href, ics.replaceAll("(?m)^SUMMARY:[^\r\n]*", "SUMMARY:Changed there"));
        }
    }

    private void write(Place place, int number, String title) throws IOException {
        Files.writeString(place.file(number), event.of("bench-" + number, title));
    }

    private Measure sync(Place place) throws IOException, InterruptedException {
        int before = server.requestsSoFar();
        Instant start = Instant.now();
        vdirsyncer(place, "sync");
        Duration time = Duration.between(start, Instant.now());
        return new Measure(start, time, server.requestsSince(before));
    }

    private static void vdirsyncer(Place place, String command) throws IOException, InterruptedException {
        Path log = place.directory().resolve("log");
        Process process = new ProcessBuilder(
                        "vdirsyncer", "-c", place.directory().resolve("config").toString(), command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process.getOutputStream().close();
        if (process.waitFor() != 0) {
            throw new IOException("vdirsyncer failed: see " + log);
        }
    }

    private Place newPlace() throws IOException, InterruptedException {
        RemoteAccount account = server.account();
        String name = "peer-" + UUID.randomUUID();
        Path own = Files.createDirectories(directory.resolve(name));
        Files.createDirectories(own.resolve("local").resolve(name));
        Place place = new Place(own, name, account.newCalendar(name));
        Files.writeString(own.resolve("config"), """
                [general]
                status_path = "%1$s/status/"
                [pair bench]
                a = "here"
                b = "there"
                collections = ["%2$s"]
                conflict_resolution = "a wins"
                [storage here]
                type = "filesystem"
                path = "%1$s/local/"
                fileext = ".ics"
                [storage there]
                type = "caldav"
                url = "%3$s"
                username = "%4$s"
                password = "%5$s"
                """.formatted(
                        own, name, account.home(), account.username(), account.password()));
        vdirsyncer(place, "discover");
        return place;
    }

    private record Place(Path directory, String name, RemoteCalendar calendar) {

        Path file(int number) {
            return directory.resolve("local").resolve(name).resolve("bench-" + number + ".ics");
        }
    }
}
