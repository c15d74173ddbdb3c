package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.sync.model.server.Weather;
import de.msbls.paliad.calendar.sync.model.server.Weather.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;

/** Makes histories: what happens, how often, and when. */
final class Chance {

    private static final String[] SCOPES = {
        "all_visible", "personal_only", "project", "client", "litigation", "patent", "case"
    };

    private final Random random;

    /** What often follows upon something that happened, by and by. */
    private final Queue<Step> later = new ArrayDeque<>();

    Chance(Random random) {
        this.random = random;
    }

    List<Step> history() {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Tick(2, Weather.CALM));
        int count = 15 + random.nextInt(16);
        while (steps.size() < count) {
            boolean follows = !later.isEmpty() && random.nextInt(3) == 0;
            steps.add(follows ? later.remove() : random.nextInt(3) == 0 ? work() : change());
        }
        return steps;
    }

    /** Somebody's edit. */
    private Step change() {
        int kind = random.nextInt(40);
        return kind < 17 ? ofTheFirm(kind) : kind < 25 ? ofTheBindings(kind) : inTheCalendars(kind);
    }

    private Step ofTheFirm(int kind) {
        int pick = pick();
        int node = random.nextInt(1000);
        return switch (kind) {
            case 0, 1, 2 -> new Step.Book(random.nextInt(4) == 0 ? -1 : node, random.nextInt(2));
            case 3, 4, 5, 6 -> new Step.Edit(pick, any(Field.values()));
            case 7 -> new Step.SetStatus(pick, any("confirmed", "tentative", "cancelled"));
            case 8, 9 -> new Step.MoveAppointment(pick, random.nextInt(4) == 0 ? -1 : node);
            case 10, 11 -> new Step.DeleteAppointment(pick);
            case 12 -> new Step.MoveNode(pick, random.nextInt(4) == 0 ? -1 : node);
            case 13 ->
                random.nextBoolean()
                        ? new Step.Retype(pick, any(Firm.KINDS.toArray(String[]::new)))
                        : new Step.DeleteNode(pick);
            default -> new Step.Team(random.nextInt(2), node, any("lead", "member", "observer", null, null));
        };
    }

    private Step ofTheBindings(int kind) {
        int binding = random.nextInt(5);
        return switch (kind) {
            case 17 -> new Step.Scope(binding, any(SCOPES), random.nextInt(1000));
            case 18 -> new Step.IncludePersonal(binding, random.nextBoolean());
            case 19 -> new Step.SetDetail(binding, any("full", "full", "title", "busy"));
            case 20 -> new Step.Pause(binding, random.nextInt(3) == 0);
            case 21 ->
                random.nextInt(4) == 0
                        ? new Step.Unbind(binding, random.nextInt(3) == 0)
                        : new Step.BindAgain(binding, any("full", "title"));
            case 22 -> random.nextInt(3) == 0 ? ofTheConnection() : bindAgain();
            case 23 -> new Step.Decide(binding, any("carry_out", "put_back"));
            default -> new Step.Restore(binding, pick());
        };
    }

    private Step ofTheConnection() {
        int user = random.nextInt(2);
        boolean elsewhere = random.nextBoolean();
        if (!elsewhere) {
            later.add(new Step.ConnectAgain(user));
        }
        later.add(bindAgain());
        later.add(bindAgain());
        return elsewhere ? new Step.PointElsewhere(user) : new Step.Disconnect(user);
    }

    private Step bindAgain() {
        return new Step.BindAgain(random.nextInt(5), any("full", "title"));
    }

    private Step inTheCalendars(int kind) {
        int calendar = random.nextInt(5);
        int pick = pick();
        return switch (kind) {
            case 25, 26, 27, 28, 29, 30 -> new Step.EditThere(calendar, pick, any(Field.values()));
            case 31 -> new Step.AnnotateThere(calendar, pick);
            case 32 -> new Step.RepeatThere(calendar, pick);
            case 33, 34, 35 -> deletion(calendar, pick);
            case 36, 37 -> new Step.PutBackThere(calendar, pick);
            case 38 -> new Step.MakeThere(calendar);
            default -> new Step.EditForeign(calendar, pick);
        };
    }

    /** Where two disappear together, a strict guard asks. */
    private Step deletion(int calendar, int pick) {
        if (random.nextInt(3) == 0) {
            later.add(new Step.DeleteThere(calendar, pick()));
            later.add(new Step.Tick(2, Weather.CALM));
            later.add(new Step.Decide(calendar, any("carry_out", "put_back")));
        }
        return new Step.DeleteThere(calendar, pick);
    }

    /** Often one of the first few, so that the same one is meant again. */
    private int pick() {
        return random.nextInt(random.nextBoolean() ? 3 : 1000);
    }

    private Step work() {
        int user = random.nextInt(2);
        boolean writes = random.nextBoolean();
        int request = 1 + random.nextInt(writes ? 4 : 20);
        return switch (random.nextInt(11)) {
            case 0, 1, 2 -> new Step.Tick(2, Weather.CALM);
            case 3, 4, 5, 6 -> new Step.Tick(random.nextInt(3), weather());
            case 7 -> new Step.TickWhile(user, request, writes, random.nextBoolean(), changes(1 + random.nextInt(3)));
            case 8 ->
                new Step.LoseLease(
                        user,
                        request,
                        writes,
                        random.nextBoolean(),
                        any(Service.Loss.values()),
                        changes(random.nextInt(3)));
            case 9 -> random.nextInt(3) == 0 ? new Step.ListingsCatchUp() : new Step.MinutesPass();
            default -> new Step.LateOnesLand();
        };
    }

    private List<Step> changes(int count) {
        List<Step> changes = new ArrayList<>();
        while (changes.size() < count) {
            changes.add(change());
        }
        return changes;
    }

    private Weather weather() {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            faults.add(random.nextInt(3) == 0 ? any(Fault.LATE, Fault.RESET_AFTER) : any(Fault.values()));
        }
        return new Weather(faults, 1 + random.nextInt(5), random.nextInt(100_000));
    }

    @SafeVarargs
    private <T> T any(T... of) {
        return of[random.nextInt(of.length)];
    }
}
