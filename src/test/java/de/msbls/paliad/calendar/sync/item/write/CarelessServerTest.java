package de.msbls.paliad.calendar.sync.item.write;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.appointment.Appointment;
import de.msbls.paliad.calendar.binding.Detail;
import de.msbls.paliad.calendar.caldav.CalDavSettings;
import de.msbls.paliad.calendar.caldav.request.CalDavAccount;
import de.msbls.paliad.calendar.caldav.request.Password;
import de.msbls.paliad.calendar.caldav.view.Unmoved;
import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.platform.crypto.KeyOwner;
import de.msbls.paliad.calendar.platform.crypto.Vault;
import de.msbls.paliad.calendar.sync.Appointments;
import de.msbls.paliad.calendar.sync.SyncSettings;
import de.msbls.paliad.calendar.sync.account.Capabilities;
import de.msbls.paliad.calendar.sync.account.Session;
import de.msbls.paliad.calendar.sync.item.observe.Item;
import de.msbls.paliad.calendar.sync.item.observe.ItemObserver;
import de.msbls.paliad.calendar.sync.item.observe.Slot;
import de.msbls.paliad.calendar.sync.item.plan.Plan;
import de.msbls.paliad.calendar.sync.item.plan.Planner;
import de.msbls.paliad.calendar.sync.item.plan.Write;
import de.msbls.paliad.calendar.sync.lease.Leases;
import de.msbls.paliad.calendar.sync.model.Assembly;
import de.msbls.paliad.calendar.sync.target.Intent;
import de.msbls.paliad.calendar.sync.target.ObjectSeal;
import de.msbls.paliad.calendar.sync.target.Pair;
import de.msbls.paliad.calendar.sync.target.Target;
import de.msbls.paliad.calendar.testing.Case;
import io.vertx.mutiny.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One appointment on a server that does not keep to preconditions: whoever looks first and reads back loses nothing. */
class CarelessServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final CarelessServer server = new CarelessServer(vertx.getDelegate());
    private final UUID binding = UUID.randomUUID();

    private Assembly engine;
    private Session session;
    private Appointment appointment = Appointments.hearing();
    private boolean inScope = true;

    @BeforeEach
    void anAccountThere() {
        PaliadConfig config = SyncSettings.defaults();
        Vault vault = new Vault(config);
        UUID anna = UUID.randomUUID();
        UUID account = UUID.randomUUID();
        KeyOwner owner = KeyOwner.of(anna, server.url());
        engine = new Assembly(
                vertx,
                Clock.fixed(Appointments.NOW, ZoneOffset.UTC),
                config,
                new CalDavSettings(List.of("127.0.0.0/8"), true, PATIENCE, 4));
        session = new Session(
                anna,
                new CalDavAccount(account, server.url(), "anna", new Password("secret")),
                server.url(),
                Leases.of(account, 7, Appointments.NOW.plus(Duration.ofSeconds(90))),
                new ObjectSeal(vault.open(vault.newDataKey(owner), owner)),
                Capabilities.unknown());
    }

    @AfterEach
    void closeEverything() {
        server.close();
        vertx.closeAndAwait();
    }

    @Test
    void theFirstObjectTellsWhatTheServerKeepsOfItsPromises() {
        Written created = tick(null);

        assertThat(created.succeeded()).isTrue();
        assertThat(session.capabilities().ignoresPreconditions()).isTrue();
        assertThat(server.texts()).hasSize(1);
        assertThat(plan(created.target()).write()).isNull(); // its etag is that of the second writing
    }

    @Test
    void aServerThatKeepsItsWordIsTakenAtIt() {
        server.keepsItsWord = true;

        Target created = tick(null).target();
        retitle("Oral hearing");
        Plan plan = plan(created);
        long reports = server.asked("REPORT");
        act(plan);

        assertThat(session.capabilities().ignoresPreconditions()).isFalse();
        assertThat(server.asked("REPORT") - reports).isEqualTo(1); // read back, not looked at first
    }

    @Test
    void anEditMadeRightAfterTheCreateSurvivesTheProbe() {
        server.afterPut = () -> edit("Surgeon");

        tick(null);

        assertThat(server.texts()).singleElement().asString().contains("SUMMARY:Surgeon");
    }

    @Test
    void aProbeThatIsNotAnsweredLeavesTheCreateOpen() {
        server.answeredPuts = 1;

        Written created = tick(null);

        assertThat(created.target().hasIntent(Intent.Kind.CREATE)).isTrue();
        assertThat(created.isUnsettled()).isTrue();
    }

    @Test
    void whatStandsWhereACreateIsPutIsNotWrittenOver() {
        session.capabilities().honoursPreconditions(false);
        Plan plan = plan(null);
        server.put(hrefOf(plan), foreign());

        Written written = act(plan);

        assertThat(server.texts()).containsExactly(foreign());
        assertThat(written.isUnsettled()).isTrue();
    }

    @Test
    void norWhereItsMultigetLeavesItOut() {
        session.capabilities().honoursPreconditions(false);
        server.leavesOut = true;
        Plan plan = plan(null);
        server.put(hrefOf(plan), foreign());

        act(plan);

        assertThat(server.texts()).containsExactly(foreign());
    }

    @Test
    void whatIsLeftOutBecauseItIsNotThereIsCreated() {
        session.capabilities().honoursPreconditions(false);
        server.leavesOut = true;

        assertThat(tick(null).succeeded()).isTrue();
        assertThat(server.texts()).hasSize(1);
    }

    @Test
    void anUpdateLeavesAnEditAloneThatWasMadeMeanwhile() {
        Target created = tick(null).target();
        retitle("Oral hearing");
        Plan plan = plan(created);
        edit("Surgeon");

        Written written = act(plan);

        assertThat(server.texts()).singleElement().asString().contains("SUMMARY:Surgeon");
        assertThat(written.isUnsettled()).isTrue();
    }

    @Test
    void anUpdateMakesNothingOfWhatWasDeletedMeanwhile() {
        Target created = tick(null).target();
        retitle("Oral hearing");
        Plan plan = plan(created);
        server.delete(Objects.requireNonNull(created.href()));

        act(plan);

        assertThat(server.texts()).isEmpty();
    }

    @Test
    void aDeletionLeavesAnEditAloneThatWasMadeMeanwhile() {
        Target created = tick(null).target();
        inScope = false;
        Plan plan = plan(created);
        edit("Surgeon");

        Written written = act(plan);

        assertThat(server.texts()).singleElement().asString().contains("SUMMARY:Surgeon");
        assertThat(written.isUnsettled()).isTrue();
    }

    @Test
    void aDeletionOfWhatWasNotTouchedIsCarriedOut() {
        Target created = tick(null).target();
        inScope = false;

        assertThat(tick(created).succeeded()).isTrue();
        assertThat(server.texts()).isEmpty();
    }

    @Test
    void whereItCannotBeLookedAtNothingIsBegun() {
        session.capabilities().honoursPreconditions(false);
        Plan plan = plan(null);
        server.reportStatus = 503;

        Written written = act(plan);

        assertThat(server.texts()).isEmpty();
        assertThat(written.isFault()).isTrue();
        assertThat(written.target().intent()).isNull();
    }

    @Test
    void aCreateIsReadBack() {
        session.capabilities().honoursPreconditions(false);
        server.afterPut = () -> edit("Surgeon");

        Written created = tick(null);

        assertThat(created.isUnsettled()).isTrue();
    }

    @Test
    @Case(14)
    void aBareConflictOverAUidThatStandsElsewhereLeadsThere() {
        Plan plan = plan(null);
        String renamed = CarelessServer.CALENDAR + "renamed.ics";
        server.put(renamed, textOf(plan));

        Written written = act(plan);

        assertThat(written.target().href()).isEqualTo(renamed);
        assertThat(written.isUnsettled()).isTrue();
    }

    @Test
    @Case(12)
    void anObjectThatTheServerNamedItselfIsFoundAndNotMadeAgain() {
        server.choosesNames = true;
        Target created = tick(null).target();
        assertThat(created.intent()).isNotNull();

        Plan adopted = plan(created);

        assertThat(adopted.write()).isNull();
        assertThat(committed(adopted).href())
                .isEqualTo(server.hrefs().iterator().next());
        assertThat(server.texts()).hasSize(1);
    }

    /** Observe, decide, act; the two transactions in between are done by hand. */
    private Written tick(@Nullable Target target) {
        return act(plan(target));
    }

    private Plan plan(@Nullable Target target) {
        Slot slot = slot(target);
        Item item = engine.get(ItemObserver.class)
                .observe(session, slot, List.of(new Pair(appointment, target, true)))
                .await()
                .atMost(PATIENCE)
                .get(0);
        return engine.get(Planner.class).plan(session, slot, item, Appointments.NOW);
    }

    private Written act(Plan plan) {
        Target target = committed(plan);
        return engine.get(ItemWriter.class)
                .write(session, slot(target), List.of(new Prepared(plan, target, appointment.version())))
                .await()
                .atMost(PATIENCE)
                .get(0);
    }

    private Target committed(Plan plan) {
        return Objects.requireNonNull(plan.prepared()).apply(appointment.version());
    }

    private Slot slot(@Nullable Target target) {
        Set<UUID> itself = Set.of(appointment.id());
        return new Slot(
                binding,
                CarelessServer.CALENDAR,
                Detail.FULL,
                new Unmoved(),
                true,
                inScope ? Set.of() : itself,
                target == null ? Set.of() : itself,
                Set.of(),
                true,
                Set.of());
    }

    private void retitle(String title) {
        appointment = Appointments.titled(appointment, title);
    }

    /** The user's client changes the only object. */
    private void edit(String title) {
        String text = server.texts().iterator().next();
        server.put(server.hrefs().iterator().next(), text.replaceFirst("SUMMARY:[^\r]*", "SUMMARY:" + title));
    }

    private static String hrefOf(Plan plan) {
        return ((Write.Put) Objects.requireNonNull(plan.write())).href();
    }

    private static String textOf(Plan plan) {
        return ((Write.Put) Objects.requireNonNull(plan.write())).text();
    }

    private static String foreign() {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:foreign\r\nDTSTAMP:20260101T000000Z\r\n"
                + "DTSTART:20260101T090000Z\r\nSUMMARY:Hers\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    }
}
