package de.msbls.paliad.calendar.sync.chaos;

import de.msbls.paliad.calendar.dev.server.RealServer;
import de.msbls.paliad.calendar.sync.model.server.Calendars;
import de.msbls.paliad.calendar.sync.model.server.Deed;
import de.msbls.paliad.calendar.sync.model.server.Manners;
import de.msbls.paliad.calendar.sync.model.server.ScriptedCalDav;
import de.msbls.paliad.calendar.sync.model.server.ScriptedCalDav.Interlude;
import de.msbls.paliad.calendar.sync.model.server.Texts;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteServer;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The calendar servers: a real one, and two scripted ones of which one does everything as well as can be, the other differently. */
final class Servers implements AutoCloseable {

    /** Lists only, folds what it is given, tells no etag after a PUT, spells in its own way. */
    private static final Manners PECULIAR = new Manners(
            false,
            false,
            Texts.REFOLDED,
            Manners.Missing.LEFT_OUT,
            Manners.Spelling.ENCODED,
            true,
            false,
            Manners.OldToken.REFUSED,
            true,
            false,
            false);

    private final Vertx vertx = Vertx.vertx();
    private final RemoteServer real = RealServers.own(RealServer.Kind.SABREDAV);
    private final List<Scripted> scripted;

    private record Scripted(ScriptedCalDav http, Calendars calendars) {}

    /**
     * A lawyer's account.
     *
     * @param server what she gives as its address
     * @param diaries her calendars, two
     */
    record Account(URI server, String username, String password, List<Diary> diaries) {}

    Servers(int scriptedAccounts) {
        this.scripted = Stream.of(Manners.GOOD, PECULIAR)
                .map(manners -> scripted(manners, scriptedAccounts))
                .toList();
    }

    private Scripted scripted(Manners manners, int accounts) {
        List<String> paths = IntStream.range(0, accounts)
                .boxed()
                .flatMap(number -> Stream.of(path(number, "all"), path(number, "matter")))
                .toList();
        Scripted server = new Scripted(new ScriptedCalDav(vertx), new Calendars(manners, paths));
        server.http().serve(server.calendars());
        return server;
    }

    private static String path(int number, String calendar) {
        return "/" + username(number) + "/" + calendar + "/";
    }

    private static String username(int number) {
        return "lawyer" + number;
    }

    Account onReal() {
        RemoteAccount account = real.newAccount();
        List<Diary> diaries =
                List.of(new RealDiary(real, account.newCalendar()), new RealDiary(real, account.newCalendar()));
        return new Account(account.server(), account.username(), account.password(), diaries);
    }

    /** Her calendar is what its lawyer gives for the server's address: it has no home to be discovered. */
    Account onScripted(int number) {
        Scripted server = scripted.get(number % scripted.size());
        List<Diary> diaries = List.of(
                new ScriptedDiary(server.calendars(), path(number, "all")),
                new ScriptedDiary(server.calendars(), path(number, "matter")));
        URI address = server.http().url().resolve(diaries.get(0).path());
        return new Account(address, username(number), "secret", diaries);
    }

    /** The next request to change something on a scripted server waits for that, before or after it is carried out. */
    void atNextWrite(boolean afterActing, Runnable event) {
        scripted.forEach(server -> server.http().expect(new Interlude(1, true, afterActing, event)));
    }

    void undisturbed() {
        scripted.forEach(server -> server.http().expect(null));
    }

    /** How many requests to change something have come to all servers, her clients' to the real one included. */
    long writes() {
        return real.writes().size()
                + scripted.stream()
                        .mapToLong(server -> server.calendars().writes())
                        .sum();
    }

    /** All that was done on one of the scripted servers, in its order. */
    List<List<Deed>> deeds() {
        return scripted.stream().map(server -> server.calendars().deeds()).toList();
    }

    @Override
    public void close() {
        scripted.forEach(server -> server.http().close());
        real.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
