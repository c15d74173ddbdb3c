package de.msbls.paliad.calendar.sync.workload;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.binding.Detail;
import de.msbls.paliad.calendar.binding.ScopeKind;
import de.msbls.paliad.calendar.caldav.view.CalendarView;
import de.msbls.paliad.calendar.caldav.view.Changes;
import de.msbls.paliad.calendar.caldav.view.ListedObject;
import de.msbls.paliad.calendar.caldav.view.Listing;
import de.msbls.paliad.calendar.caldav.view.Unmoved;
import de.msbls.paliad.calendar.sync.SyncSettings;
import de.msbls.paliad.calendar.sync.account.SyncBinding;
import de.msbls.paliad.calendar.sync.change.Pending;
import de.msbls.paliad.calendar.sync.change.Rest;
import de.msbls.paliad.calendar.sync.decision.Standing;
import de.msbls.paliad.calendar.sync.outcome.BindingOutcome.Held;
import de.msbls.paliad.calendar.sync.outcome.BindingOutcome.Held.Direction;
import de.msbls.paliad.calendar.sync.outcome.BindingState;
import de.msbls.paliad.calendar.sync.outcome.Guard;
import de.msbls.paliad.calendar.sync.slice.Scope;
import de.msbls.paliad.calendar.sync.slice.SliceDifference;
import de.msbls.paliad.calendar.sync.target.StandingObject;
import de.msbls.paliad.calendar.testing.Case;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkloadPlannerTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final WorkloadPlanner planner = new WorkloadPlanner(SyncSettings.defaults());
    private final List<StandingObject> standing = new ArrayList<>();
    private final Map<String, ListedObject> listed = new HashMap<>();
    private final List<SliceDifference> differences = new ArrayList<>();
    private boolean complete = true;
    private boolean listing = true;
    private boolean userChangedScope;
    private final Set<UUID> lookAgain = new HashSet<>();
    private final Map<UUID, Rest> failed = new HashMap<>();
    private @Nullable Changes changes;
    private @Nullable Guard guard;

    // What is looked at

    @Test
    void whatIsTheSameOnBothSidesIsNotLookedAt() {
        stands(3);
        assertThat(work().appointments()).isEmpty();
        assertThat(work().held()).isNull();
    }

    @Test
    void whatDiffersHereOrThereIsLookedAt() {
        List<UUID> objects = stands(3);
        changedThere(objects.get(0));
        UUID fresh = UUID.randomUUID();
        differences.add(new SliceDifference(fresh, 1L, null, true));

        assertThat(work().appointments()).containsExactlyInAnyOrder(objects.get(0), fresh);
        assertThat(work().outOfScope()).isEmpty();
    }

    @Test
    void anObjectListedWithoutAnEtagIsLookedAt() {
        List<UUID> objects = stands(2);
        listed.put(key(objects.get(1)), new ListedObject(key(objects.get(1)), null));
        assertThat(work().appointments()).containsExactly(objects.get(1));
    }

    @Test
    void aRequestWhoseEndIsNotKnownIsLookedAtListedOrNot() {
        UUID there = stands(Standing.ACTIVE, "\"1\"", true, false);
        UUID notThere = stands(Standing.ABSENT, null, true, false);
        listed.remove(key(notThere));
        assertThat(work().appointments()).containsExactlyInAnyOrder(there, notThere);
    }

    @Test
    void aSuppressedOneIsLookedAtOnlyWhenItIsThereAgain() {
        UUID suppressed = stands(Standing.SUPPRESSED, null, false, false);
        stands(3);
        listed.remove(key(suppressed));
        assertThat(work().appointments()).isEmpty();
        changedThere(suppressed);
        assertThat(work().appointments()).containsExactly(suppressed);
    }

    @Test
    void withoutAListingOnlyWhatDiffersHereIsLookedAt() {
        UUID one = stands(3).get(0);
        listed.clear();
        listing = false;
        differences.add(new SliceDifference(one, 2L, UUID.randomUUID(), true));
        assertThat(work().appointments()).containsExactly(one);
    }

    // What is missing

    @Test
    void whatIsMissingInACompleteListingIsLookedAt() {
        List<UUID> objects = stands(5);
        listed.remove(key(objects.get(2)));
        assertThat(work().appointments()).containsExactly(objects.get(2));
    }

    @Test
    @Case({1, 3})
    void nothingIsMissingInAnIncompleteListing() {
        stands(20);
        listed.clear();
        complete = false;
        assertThat(work().appointments()).isEmpty();
        assertThat(work().held()).isNull();
    }

    @Test
    @Case(4)
    void whatWasWrittenJustNowIsNotMissing() {
        IntStream.range(0, 12).forEach(i -> listed.remove(key(stands(Standing.ACTIVE, "\"1\"", false, true))));
        stands(3);
        assertThat(work().held()).isNull();
        assertThat(work().early()).isTrue();
        assertThat(work().appointments()).isEmpty();
    }

    @Test
    @Case(4)
    void oneThatWasWrittenJustNowIsLookedAtAgainByItself() {
        stands(12);
        UUID missing = stands(Standing.ACTIVE, "\"1\"", false, true);
        listed.remove(key(missing));
        assertThat(work().early()).isFalse();
        assertThat(work().appointments()).containsExactly(missing);
    }

    @Test
    void whatCouldNotBeToldLastTimeIsLookedAtThoughNothingMoved() {
        List<UUID> objects = stands(3);
        listing = false;
        lookAgain.add(objects.get(1));
        assertThat(work().appointments()).containsExactly(objects.get(1));
    }

    @Test
    void whatTheServerFailsOverIsLeftAloneUntilItsRestIsOverOrItChangesThere() {
        List<UUID> objects = stands(3);
        objects.forEach(one -> differences.add(new SliceDifference(one, 2L, UUID.randomUUID(), true)));
        failed.put(objects.get(0), new Rest(2, NOW.plusSeconds(1)));
        failed.put(objects.get(1), new Rest(2, NOW));

        assertThat(work().appointments()).containsExactlyInAnyOrder(objects.get(1), objects.get(2));
        assertThat(work().resting()).containsExactly(objects.get(0));

        changedThere(objects.get(0));
        assertThat(work().appointments()).containsExactlyInAnyOrderElementsOf(objects);
        assertThat(work().resting()).isEmpty();
    }

    @Test
    void whatTheServerFailedOverComesLast() {
        List<UUID> objects = stands(5);
        objects.forEach(one -> differences.add(new SliceDifference(one, 2L, UUID.randomUUID(), true)));
        failed.put(objects.get(0), new Rest(1, null));
        failed.put(objects.get(2), new Rest(3, NOW));

        assertThat(List.copyOf(work().appointments()).subList(3, 5))
                .containsExactlyInAnyOrder(objects.get(0), objects.get(2));
    }

    @Test
    void changesSinceATokenNameWhatIsLookedAt() {
        List<UUID> objects = stands(5);
        String changed = key(objects.get(0));
        changes =
                new Changes(Map.of(changed, new ListedObject(changed, "\"2\"")), Set.of(key(objects.get(1))), "token");
        assertThat(work().appointments()).containsExactlyInAnyOrder(objects.get(0), objects.get(1));
    }

    @Test
    void ourOwnWritesAreNoNewsAmongTheChangesSinceAToken() {
        String ours = key(stands(5).get(0));
        changes = new Changes(Map.of(ours, new ListedObject(ours, "\"1\"")), Set.of(), "token");
        assertThat(work().appointments()).isEmpty();
    }

    // What the owner answers

    @Test
    void theOwnerMayLetWhatDisappearedGo() {
        stands(12);
        listed.clear();
        guard = new Guard(Direction.INBOUND, NOW, Guard.Decision.CARRY_OUT, 12);
        assertThat(work().held()).isNull();
        assertThat(work().appointments()).hasSize(12);
        assertThat(work().putBack()).isEmpty();
    }

    @Test
    void theOwnerMayWantWhatDisappearedThereAgain() {
        List<UUID> objects = stands(12);
        listed.clear();
        guard = new Guard(Direction.INBOUND, NOW, Guard.Decision.PUT_BACK, 12);
        assertThat(work().held()).isNull();
        assertThat(work().putBack()).containsExactlyInAnyOrderElementsOf(objects);
    }

    @Test
    void theOwnerMayLetWhatLeftTheScopeGo() {
        stands(12).forEach(this::leaves);
        guard = new Guard(Direction.OUTBOUND, NOW, Guard.Decision.CARRY_OUT, 12);
        assertThat(work().held()).isNull();
        assertThat(work().appointments()).hasSize(12);
    }

    @Test
    void anAnswerIsForNoMoreThanWasShownAndForThatDirectionOnly() {
        stands(12).forEach(this::leaves);
        guard = new Guard(Direction.OUTBOUND, NOW, Guard.Decision.CARRY_OUT, 11);
        assertThat(work().held()).isEqualTo(new Held(Direction.OUTBOUND, 12));
        guard = new Guard(Direction.INBOUND, NOW, Guard.Decision.CARRY_OUT, 12);
        assertThat(work().held()).isEqualTo(new Held(Direction.OUTBOUND, 12));
    }

    // The guard

    @Test
    @Case(6)
    void anEmptiedCalendarIsHeld() {
        stands(3);
        listed.clear();
        assertThat(work().appointments()).isEmpty();
        assertThat(work().held()).isEqualTo(new Held(Held.Direction.INBOUND, 3));
    }

    @Test
    void manyMissingOnesAreHeldAndTheRestGoesOn() {
        List<UUID> objects = stands(40);
        objects.subList(0, 11).forEach(object -> listed.remove(key(object)));
        changedThere(objects.get(20));
        UUID fresh = UUID.randomUUID();
        differences.add(new SliceDifference(fresh, 1L, null, true));

        assertThat(work().held()).isEqualTo(new Held(Held.Direction.INBOUND, 11));
        assertThat(work().appointments()).containsExactlyInAnyOrder(objects.get(20), fresh);
    }

    @Test
    void tenMissingOnesPass() {
        List<UUID> objects = stands(40);
        objects.subList(0, 10).forEach(object -> listed.remove(key(object)));
        assertThat(work().held()).isNull();
        assertThat(work().appointments()).hasSize(10);
    }

    @Test
    @Case(11)
    void anEmptiedScopeIsHeldAndItsContentIsFrozen() {
        List<UUID> objects = stands(12);
        objects.forEach(this::leaves);
        changedThere(objects.get(0));
        Workload work = work();
        assertThat(work.held()).isEqualTo(new Held(Held.Direction.OUTBOUND, 12));
        assertThat(work.appointments()).isEmpty();
    }

    @Test
    void whatTheOwnerAskedForHerselfPasses() {
        List<UUID> objects = stands(12);
        objects.forEach(this::leaves);
        userChangedScope = true;
        assertThat(work().held()).isNull();
        assertThat(work().appointments()).hasSize(12);
        assertThat(work().outOfScope()).hasSize(12);
    }

    @Test
    void theOwnersOwnScopeChangeDoesNotLetAnEmptiedCalendarPass() {
        stands(12);
        listed.clear();
        userChangedScope = true;
        assertThat(work().held()).isEqualTo(new Held(Held.Direction.INBOUND, 12));
    }

    @Test
    @Case(11)
    void lostAccessIsCarriedOutWhenTheHoldIsOver() {
        stands(12).forEach(this::leaves);
        guard = new Guard(Direction.OUTBOUND, NOW.minus(Duration.ofHours(4)).plusSeconds(1), null, 0);
        assertThat(work().held()).isEqualTo(new Held(Held.Direction.OUTBOUND, 12));
        guard = new Guard(Direction.OUTBOUND, NOW.minus(Duration.ofHours(4)), null, 0);
        assertThat(work().held()).isNull();
        assertThat(work().appointments()).hasSize(12);
    }

    @Test
    void whatLeavesAndIsMissingTooCountsAsLeaving() {
        List<UUID> objects = stands(40);
        objects.subList(0, 6).forEach(object -> {
            leaves(object);
            listed.remove(key(object));
        });
        objects.subList(6, 12).forEach(object -> listed.remove(key(object)));
        assertThat(work().held()).isNull();
        assertThat(work().appointments()).hasSize(12);
    }

    @Test
    void suppressedOnesDoNotCountAsStanding() {
        IntStream.range(0, 50).forEach(i -> listed.remove(key(stands(Standing.SUPPRESSED, null, false, false))));
        List<UUID> objects = stands(2);
        objects.forEach(this::leaves);
        assertThat(work().held()).isEqualTo(new Held(Held.Direction.OUTBOUND, 2));
    }

    @Test
    void aWorkloadComesInChunksOfAtMostAHundred() {
        IntStream.range(0, 250).forEach(i -> differences.add(new SliceDifference(UUID.randomUUID(), 1L, null, true)));
        List<List<UUID>> chunks = work().chunks();
        assertThat(chunks).extracting(List::size).containsExactly(50, 100, 100);
        assertThat(chunks.stream().flatMap(List::stream).distinct()).hasSize(250);
    }

    private Workload work() {
        UUID anna = UUID.randomUUID();
        SyncBinding binding = new SyncBinding(
                UUID.randomUUID(),
                "/anna/work/",
                "Work",
                new Scope(anna, ScopeKind.ALL_VISIBLE, null, false),
                Detail.FULL,
                true,
                false,
                BindingState.IN_SYNC,
                0,
                null,
                null,
                OffsetDateTime.ofInstant(NOW, ZoneOffset.UTC),
                false,
                false,
                1,
                1,
                userChangedScope,
                false,
                false,
                false,
                false,
                guard);
        WorkloadPlanner.Sides sides = new WorkloadPlanner.Sides(differences, standing, view(), pending());
        return planner.of(binding, sides, sides.countStanding(), NOW);
    }

    private Pending pending() {
        return new Pending(Map.of(), lookAgain, Set.of(), failed);
    }

    private CalendarView view() {
        if (changes != null) {
            return changes;
        }
        return listing ? new Listing(listed, complete) : new Unmoved();
    }

    private List<UUID> stands(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> stands(Standing.ACTIVE, "\"1\"", false, false))
                .toList();
    }

    private UUID stands(Standing how, @Nullable String etag, boolean intent, boolean fresh) {
        UUID appointment = UUID.randomUUID();
        String href = key(appointment);
        standing.add(new StandingObject(appointment, href, href, etag, how, intent, fresh));
        listed.put(href, new ListedObject(href, etag));
        return appointment;
    }

    private void changedThere(UUID appointment) {
        listed.put(key(appointment), new ListedObject(key(appointment), "\"2\""));
    }

    private void leaves(UUID appointment) {
        differences.add(new SliceDifference(appointment, null, UUID.randomUUID(), false));
    }

    private static String key(UUID appointment) {
        return "/anna/work/" + appointment + ".ics";
    }
}
