package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.platform.crypto.Vault;
import de.msbls.paliad.calendar.sync.model.server.Calendars;
import de.msbls.paliad.calendar.sync.model.server.Deed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** One run: a firm of two lawyers with five calendars, their server, two pods, and what happened to them. */
final class World {

    private final Frame frame;
    private final Stage stage;
    private final Ground ground;
    private final Firm firm;
    private final Connections connections;
    private final Wishes wishes;
    private final Answers answers;
    private final Calendars calendars;
    private final Client client;
    private final Service service;
    private final List<String> troubles = new ArrayList<>();
    private final Set<UUID> kept = new HashSet<>();

    World(Stage stage, Frame frame) {
        this.frame = frame;
        this.stage = stage;
        this.ground = stage.ground();
        ground.empty();
        this.firm = new Firm(ground);
        this.connections = new Connections(ground, firm, stage.server().url(), new Vault(stage.config(frame)));
        this.wishes = new Wishes(ground, firm, connections);
        this.answers = new Answers(ground, wishes);
        founded();
        this.calendars = new Calendars(
                frame.manners(),
                IntStream.range(0, wishes.bindings().size())
                        .boxed()
                        .flatMap(number -> Connections.calendars(number < 3 ? 0 : 1, number).stream())
                        .toList());
        this.client = new Client(ground, firm, wishes, calendars);
        for (int i = 0; i < wishes.bindings().size(); i++) {
            client.make(i);
        }
        calendars.catchUp();
        this.service = new Service(this, stage);
        stage.clock().runAhead(Duration.ZERO);
        stage.server().serve(calendars);
    }

    private void founded() {
        firm.node("client", -1);
        firm.node("litigation", 0);
        firm.node("patent", 1);
        firm.node("case", 2);
        firm.node("client", -1);
        firm.node("litigation", 4);
        firm.node("project", -1);
        firm.team(0, 0, "lead");
        firm.team(0, 6, "member");
        firm.team(1, 1, "member");
        firm.team(1, 4, "observer");
        wishes.bind(0, "all_visible", -1, false, "full");
        wishes.bind(0, "client", 0, true, "full");
        wishes.bind(0, "personal_only", -1, false, "full");
        wishes.bind(1, "all_visible", -1, false, "full");
        wishes.bind(1, "litigation", 1, false, "title");
        for (int i = 0; i < frame.appointments(); i++) {
            firm.book(i == 4 ? -1 : i, i % 2);
        }
    }

    Frame frame() {
        return frame;
    }

    Ground ground() {
        return ground;
    }

    Firm firm() {
        return firm;
    }

    Connections connections() {
        return connections;
    }

    Wishes wishes() {
        return wishes;
    }

    Answers answers() {
        return answers;
    }

    Client client() {
        return client;
    }

    Calendars calendars() {
        return calendars;
    }

    Service service() {
        return service;
    }

    List<String> troubles() {
        return troubles;
    }

    void trouble(String what) {
        troubles.add(what);
    }

    /** Lets a step happen, and notes its kind where it changed anything. */
    void let(Step step) {
        int before = ground.changes() + deeds().size();
        step.happen(this);
        boolean hasChanged = ground.changes() + deeds().size() > before;
        if (hasChanged || step instanceof Step.ListingsCatchUp) {
            stage.sights().note(step.getClass().getSimpleName());
        }
    }

    void decide(int binding, String decision) {
        if (answers.decide(binding, decision)) {
            stage.sights().note("answer " + decision);
        }
    }

    void unbind(int binding, boolean keepRemote) {
        Wishes.Bound bound = wishes.binding(binding);
        if (keepRemote && wishes.isBound(bound)) {
            kept.add(bound.id());
            stage.sights().note("unbound, its events left there");
        }
        wishes.unbind(binding, keepRemote);
    }

    /** Whether a binding is gone whose objects were to stay. */
    boolean isKept(UUID binding) {
        return kept.contains(binding);
    }

    void minutesPass() {
        landWhatIsLate();
        ground.change(
                "UPDATE paliad.appointment_caldav_targets SET intent_until = intent_until - interval '3 minutes'");
        ground.change("UPDATE paliad.caldav_tombstones SET intent_until = intent_until - interval '3 minutes'");
    }

    void landWhatIsLate() {
        calendars.landWhatIsLate();
    }

    /** The time that listings may lag behind is over. */
    void listingsCatchUp() {
        if (calendars.catchUp()) {
            stage.sights().note("listings caught up");
        }
        ground.run("UPDATE paliad.appointment_caldav_targets SET put_at = put_at - interval '10 minutes'");
        ground.run(
                "UPDATE paliad.binding_sync_state SET sync_token_read_at = sync_token_read_at - interval '10 minutes'");
    }

    private List<Deed> deeds() {
        return calendars.deeds();
    }
}
