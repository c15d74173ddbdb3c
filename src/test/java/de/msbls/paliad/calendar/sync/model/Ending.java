package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.sync.model.server.Manners;
import de.msbls.paliad.calendar.sync.model.server.Manners.OldToken;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How a run ends: the faults are over, time passes, and everything is due until nothing happens any more. */
final class Ending {

    private static final int MOST_ROUNDS = 16;

    private final World world;
    private final Stage stage;
    private final Ground ground;

    Ending(World world, Stage stage) {
        this.world = world;
        this.stage = stage;
        this.ground = stage.ground();
    }

    /** Without faults, everything is due until nothing happens any more. */
    void comeToRest() {
        world.calendars().landWhatIsLate();
        ground.run("UPDATE paliad.user_calendar_bindings SET enabled = true WHERE NOT enabled");
        stage.clock().runAhead(Duration.ofHours(1));
        ground.run("UPDATE paliad.appointment_caldav_targets SET intent_until = intent_until - interval '1 hour'");
        stage.sights().held(ground);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            world.listingsCatchUp();
            if (round == 1) {
                aDayPasses();
            }
            ground.run("""
                    UPDATE paliad.binding_sync_state SET guard_since = now() - interval '5 hours'
                    WHERE guard_direction = 'outbound'
                    """);
            int before = world.calendars().deeds().size();
            world.service().run(2);
            boolean open = ground.rows("""
                    SELECT FROM paliad.appointment_caldav_targets WHERE intent IS NOT NULL
                    UNION ALL SELECT FROM paliad.caldav_tombstones
                    UNION ALL SELECT FROM paliad.retired_caldav_accounts
                    UNION ALL SELECT FROM paliad.captured_changes
                    UNION ALL SELECT FROM paliad.pending_appointments pending
                              JOIN paliad.user_calendar_bindings binding ON binding.id = pending.binding_id
                              JOIN paliad.binding_sync_state state ON state.binding_id = binding.id
                              WHERE binding.calendar_path IS NOT NULL
                                AND state.guard_direction IS DISTINCT FROM 'inbound'
                    UNION ALL SELECT FROM paliad.binding_sync_state WHERE guard_direction = 'outbound'
                    """).size() > 0;
            if (!open && round > 1 && world.calendars().deeds().size() == before) {
                return;
            }
        }
        world.trouble("I3: it does not come to rest");
    }

    /** A server that answers an old token wrongly is found out by the listing that is due once a day. */
    private void aDayPasses() {
        Manners manners = world.frame().manners();
        boolean namesNoDeletion = manners.oldToken() == OldToken.ALL_IS_NEW && manners.comparesStates();
        if (manners.oldToken() == OldToken.NOTHING_CHANGED || namesNoDeletion) {
            ground.run("UPDATE paliad.binding_sync_state SET listed_at = NULL");
        }
    }

    /** A complete tick and a quiet one do nothing. */
    void ticksOnceMore() {
        List<Map<String, Object>> before = world.service().bases();
        int deeds = world.calendars().deeds().size();
        ground.run("UPDATE paliad.binding_sync_state SET listed_at = NULL, scoped_at = NULL");
        world.service().run(2);
        world.service().run(2);
        world.calendars().deeds().stream().skip(deeds).forEach(deed -> world.trouble("I3: at rest, and yet " + deed));
        List<Map<String, Object>> after = world.service().bases();
        if (!after.equals(before)) {
            world.trouble("I3: at rest, and yet " + before + " became " + after);
        }
    }
}
