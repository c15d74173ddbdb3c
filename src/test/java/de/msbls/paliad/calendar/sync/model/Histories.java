package de.msbls.paliad.calendar.sync.model;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.sync.model.server.Manners;
import de.msbls.paliad.calendar.sync.model.server.Weather;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Histories that are told step by step, played on one stage. */
abstract class Histories {

    static final Step CALM = new Step.Tick(2, Weather.CALM);

    private static Stage stage;

    @BeforeAll
    static void open() {
        stage = new Stage(new Sights());
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    static void endsWell(Step... steps) {
        endsWell(Manners.GOOD, steps);
    }

    static void endsWell(Manners manners, Step... steps) {
        endsWell(new Frame(manners, 1, false, 2), steps);
    }

    /** The guard asks the owner about what disappeared from a calendar. */
    static void endsHeld(Frame frame, Step... steps) {
        int before = stage.sights().times("held inbound");
        endsWell(frame, steps);
        assertThat(stage.sights().times("held inbound")).isEqualTo(before + 1);
    }

    static void endsWell(Frame frame, Step... steps) {
        assertThat(Run.play(stage, frame, List.of(steps))).isEmpty();
    }
}
