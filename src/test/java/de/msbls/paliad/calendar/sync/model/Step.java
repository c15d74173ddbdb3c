package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.sync.model.server.Weather;
import de.msbls.paliad.calendar.sync.model.server.Weather.Fault;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Something that happens. Numbers choose among what there is then, so that it makes sense whatever went before. */
sealed interface Step {

    void happen(World world);

    // The firm's application

    record Book(int project, int creator) implements Step {
        @Override
        public void happen(World world) {
            world.firm().book(project, creator);
        }
    }

    record Edit(int pick, Field field) implements Step {
        @Override
        public void happen(World world) {
            world.firm().edit(pick, field);
        }
    }

    record SetStatus(int pick, String status) implements Step {
        @Override
        public void happen(World world) {
            world.firm().cancel(pick, status);
        }
    }

    record MoveAppointment(int pick, int project) implements Step {
        @Override
        public void happen(World world) {
            world.firm().moveAppointment(pick, project);
        }
    }

    record DeleteAppointment(int pick) implements Step {
        @Override
        public void happen(World world) {
            world.firm().deleteAppointment(pick);
        }
    }

    record MoveNode(int pick, int parent) implements Step {
        @Override
        public void happen(World world) {
            world.firm().moveNode(pick, parent);
        }
    }

    record Retype(int pick, String kind) implements Step {
        @Override
        public void happen(World world) {
            world.firm().retype(pick, kind);
        }
    }

    record DeleteNode(int pick) implements Step {
        @Override
        public void happen(World world) {
            world.firm().deleteNode(pick);
        }
    }

    record Team(int user, int node, String role) implements Step {
        @Override
        public void happen(World world) {
            world.firm().team(user, node, role);
        }
    }

    // The users, over the API

    record Scope(int binding, String kind, int node) implements Step {
        @Override
        public void happen(World world) {
            world.firm().scope(binding, kind, node);
        }
    }

    record IncludePersonal(int binding, boolean personal) implements Step {
        @Override
        public void happen(World world) {
            world.firm().includePersonal(binding, personal);
        }
    }

    record SetDetail(int binding, String detail) implements Step {
        @Override
        public void happen(World world) {
            world.firm().detail(binding, detail);
        }
    }

    record Pause(int binding, boolean paused) implements Step {
        @Override
        public void happen(World world) {
            world.firm().enabled(binding, !paused);
        }
    }

    record Unbind(int binding, boolean keepRemote) implements Step {
        @Override
        public void happen(World world) {
            world.unbind(binding, keepRemote);
        }
    }

    record BindAgain(int binding, String detail) implements Step {
        @Override
        public void happen(World world) {
            world.firm().bindAgain(binding, detail);
        }
    }

    // The users, in their calendars

    record EditThere(int calendar, int pick, Field field) implements Step {
        @Override
        public void happen(World world) {
            world.client().edit(calendar, pick, field);
        }
    }

    record AnnotateThere(int calendar, int pick) implements Step {
        @Override
        public void happen(World world) {
            world.client().annotate(calendar, pick);
        }
    }

    record DeleteThere(int calendar, int pick) implements Step {
        @Override
        public void happen(World world) {
            world.client().delete(calendar, pick);
        }
    }

    record PutBackThere(int calendar, int pick) implements Step {
        @Override
        public void happen(World world) {
            world.client().putBack(calendar, pick);
        }
    }

    record MakeThere(int calendar) implements Step {
        @Override
        public void happen(World world) {
            world.client().make(calendar);
        }
    }

    record EditForeign(int calendar, int pick) implements Step {
        @Override
        public void happen(World world) {
            world.client().editForeign(calendar, pick);
        }
    }

    // The service

    /** @param user whose account; 2: both */
    record Tick(int user, Weather weather) implements Step {
        @Override
        public void happen(World world) {
            world.tick(user, weather);
        }
    }

    /** Others go on while the service waits for its n-th answer. */
    record TickWhile(int user, int request, boolean afterActing, List<Step> meanwhile) implements Step {
        @Override
        public void happen(World world) {
            world.tickWhile(user, request, afterActing, meanwhile);
        }
    }

    /** While the service waits for its n-th answer its lease passes on, to another pod or to nobody yet. */
    record LoseLease(int user, int request, boolean afterActing, boolean anotherWorks) implements Step {
        @Override
        public void happen(World world) {
            world.loseLease(user, request, afterActing, anotherWorks);
        }
    }

    record LateOnesLand() implements Step {
        @Override
        public void happen(World world) {
            world.landWhatIsLate();
        }
    }

    /** Somebody's edit. */
    private static Step change(Random random) {
        int pick = random.nextInt(random.nextBoolean() ? 3 : 1000);
        int calendar = random.nextInt(5);
        int node = random.nextInt(1000);
        return switch (random.nextInt(34)) {
            case 0, 1, 2 -> new Book(random.nextInt(4) == 0 ? -1 : node, random.nextInt(2));
            case 3, 4, 5, 6 -> new Edit(pick, any(random, Field.values()));
            case 7 -> new SetStatus(pick, any(random, "confirmed", "tentative", "cancelled"));
            case 8, 9 -> new MoveAppointment(pick, random.nextInt(4) == 0 ? -1 : node);
            case 10, 11 -> new DeleteAppointment(pick);
            case 12 -> new MoveNode(pick, random.nextInt(4) == 0 ? -1 : node);
            case 13 ->
                random.nextBoolean()
                        ? new Retype(pick, any(random, Firm.KINDS.toArray(String[]::new)))
                        : new DeleteNode(pick);
            case 14, 15 -> new Team(random.nextInt(2), node, any(random, "lead", "member", "observer", null, null));
            case 16 ->
                new Scope(
                        calendar,
                        any(
                                random,
                                "all_visible",
                                "personal_only",
                                "project",
                                "client",
                                "litigation",
                                "patent",
                                "case"),
                        node);
            case 17 -> new IncludePersonal(calendar, random.nextBoolean());
            case 18 -> new SetDetail(calendar, any(random, "full", "full", "title", "busy"));
            case 19, 20, 21, 22, 23, 24 -> new EditThere(calendar, pick, any(random, Field.values()));
            case 25 -> new AnnotateThere(calendar, pick);
            case 26, 27 -> new DeleteThere(calendar, pick);
            case 28, 29 -> new PutBackThere(calendar, pick);
            case 30 -> new MakeThere(calendar);
            case 31 -> new Pause(calendar, random.nextInt(3) == 0);
            case 32 ->
                random.nextInt(4) == 0
                        ? new Unbind(calendar, random.nextInt(3) == 0)
                        : new BindAgain(calendar, any(random, "full", "title"));
            default -> new EditForeign(calendar, pick);
        };
    }

    private static Step work(Random random) {
        int user = random.nextInt(3);
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> new Tick(2, Weather.CALM);
            case 3, 4, 5, 6 -> new Tick(user, weather(random));
            case 7 -> {
                List<Step> meanwhile = new ArrayList<>();
                for (int i = 0; i < 1 + random.nextInt(3); i++) {
                    meanwhile.add(change(random));
                }
                yield new TickWhile(random.nextInt(2), 1 + random.nextInt(20), random.nextBoolean(), meanwhile);
            }
            case 8 ->
                new LoseLease(random.nextInt(2), 1 + random.nextInt(20), random.nextBoolean(), random.nextInt(3) > 0);
            default -> new LateOnesLand();
        };
    }

    private static Weather weather(Random random) {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            faults.add(
                    random.nextInt(3) == 0 ? any(random, Fault.LATE, Fault.RESET_AFTER) : any(random, Fault.values()));
        }
        return new Weather(faults, 1 + random.nextInt(5), random.nextInt(100_000));
    }

    static List<Step> some(Random random) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Tick(2, Weather.CALM));
        int count = 15 + random.nextInt(16);
        while (steps.size() < count) {
            steps.add(random.nextInt(3) == 0 ? work(random) : change(random));
        }
        return steps;
    }

    @SafeVarargs
    private static <T> T any(Random random, T... of) {
        return of[random.nextInt(of.length)];
    }
}
