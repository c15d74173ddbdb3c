package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.sync.model.server.Weather;
import java.util.List;

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
            world.firm().setStatus(pick, status);
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
            world.wishes().scope(binding, kind, node);
        }
    }

    record IncludePersonal(int binding, boolean personal) implements Step {
        @Override
        public void happen(World world) {
            world.wishes().includePersonal(binding, personal);
        }
    }

    record SetDetail(int binding, String detail) implements Step {
        @Override
        public void happen(World world) {
            world.wishes().detail(binding, detail);
        }
    }

    record Pause(int binding, boolean paused) implements Step {
        @Override
        public void happen(World world) {
            world.wishes().enabled(binding, !paused);
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
            world.wishes().bindAgain(binding, detail);
        }
    }

    record Disconnect(int user) implements Step {
        @Override
        public void happen(World world) {
            world.connections().disconnect(user);
        }
    }

    record ConnectAgain(int user) implements Step {
        @Override
        public void happen(World world) {
            world.connections().connectAgain(user);
        }
    }

    record PointElsewhere(int user) implements Step {
        @Override
        public void happen(World world) {
            world.connections().pointElsewhere(user);
        }
    }

    /** An answer to a held guard: carry_out or put_back. */
    record Decide(int binding, String decision) implements Step {
        @Override
        public void happen(World world) {
            world.decide(binding, decision);
        }
    }

    record Restore(int binding, int pick) implements Step {
        @Override
        public void happen(World world) {
            world.answers().restore(binding, pick);
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

    record RepeatThere(int calendar, int pick) implements Step {
        @Override
        public void happen(World world) {
            world.client().repeat(calendar, pick);
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
            world.service().tick(user, weather);
        }
    }

    /** Others go on while the service waits for its n-th answer, or for its n-th to a write. */
    record TickWhile(int user, int request, boolean writes, boolean afterActing, List<Step> meanwhile) implements Step {
        @Override
        public void happen(World world) {
            world.service().tickWhile(user, new Service.Moment(request, writes, afterActing), meanwhile);
        }
    }

    /** While the service waits for its n-th answer its lease passes on, and others go on. */
    record LoseLease(
            int user, int request, boolean writes, boolean afterActing, Service.Loss loss, List<Step> meanwhile)
            implements Step {
        @Override
        public void happen(World world) {
            world.service().loseLease(user, new Service.Moment(request, writes, afterActing), loss, meanwhile);
        }
    }

    record LateOnesLand() implements Step {
        @Override
        public void happen(World world) {
            world.landWhatIsLate();
        }
    }

    /** So many that no request is under way any more. */
    record MinutesPass() implements Step {
        @Override
        public void happen(World world) {
            world.minutesPass();
        }
    }

    record ListingsCatchUp() implements Step {
        @Override
        public void happen(World world) {
            world.listingsCatchUp();
        }
    }
}
