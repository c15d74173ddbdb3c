package de.msbls.paliad.calendar.sync.item.plan;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.appointment.Appointment;
import de.msbls.paliad.calendar.binding.Detail;
import de.msbls.paliad.calendar.caldav.request.CalDavAccount;
import de.msbls.paliad.calendar.caldav.request.Password;
import de.msbls.paliad.calendar.caldav.view.Unmoved;
import de.msbls.paliad.calendar.ical.EventFields;
import de.msbls.paliad.calendar.ical.EventObject;
import de.msbls.paliad.calendar.platform.crypto.KeyOwner;
import de.msbls.paliad.calendar.platform.crypto.Vault;
import de.msbls.paliad.calendar.sync.Appointments;
import de.msbls.paliad.calendar.sync.SyncSettings;
import de.msbls.paliad.calendar.sync.account.Capabilities;
import de.msbls.paliad.calendar.sync.account.Session;
import de.msbls.paliad.calendar.sync.decision.Remote;
import de.msbls.paliad.calendar.sync.item.observe.Item;
import de.msbls.paliad.calendar.sync.item.observe.Slot;
import de.msbls.paliad.calendar.sync.item.write.Prepared;
import de.msbls.paliad.calendar.sync.lease.Leases;
import de.msbls.paliad.calendar.sync.target.ObjectSeal;
import de.msbls.paliad.calendar.sync.target.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One appointment in one binding: what a tick plans for it, and what then comes of the plan. */
final class Desk {

    private static final URI SERVER = URI.create("https://calendar.example/");

    private final Session session;
    private final UUID binding = UUID.randomUUID();
    private final Planner planner = new Planner(SyncSettings.defaults());

    Appointment appointment = Appointments.hearing();
    Detail detail = Detail.FULL;
    boolean mayEdit = true;
    boolean inScope = true;
    boolean tryAgain;

    Desk() {
        UUID anna = UUID.randomUUID();
        UUID account = UUID.randomUUID();
        Vault vault = new Vault(SyncSettings.defaults());
        KeyOwner owner = KeyOwner.of(anna, SERVER);
        session = new Session(
                anna,
                new CalDavAccount(account, SERVER, "anna", new Password("secret")),
                SERVER,
                Leases.of(account, 7, Appointments.NOW.plus(Duration.ofSeconds(90))),
                new ObjectSeal(vault.open(vault.newDataKey(owner), owner)),
                Capabilities.unknown());
        session.capabilities().honoursPreconditions(true);
    }

    /** Nothing of ours was seen there. */
    Plan plan(@Nullable Target target, Remote remote) {
        return plan(target, remote, null, target == null ? null : target.etag());
    }

    Plan plan(@Nullable Target target, Remote remote, @Nullable String seen, @Nullable String etag) {
        EventObject object = seen == null ? null : EventObject.parse(seen);
        Item item = new Item(appointment, target, mayEdit, inScope, remote, object, etag, null);
        Set<UUID> asked = tryAgain ? Set.of(appointment.id()) : Set.of();
        Slot slot = new Slot(
                binding, "/anna/work/", detail, new Unmoved(), true, Set.of(), Set.of(), asked, true, Set.of());
        return planner.plan(session, slot, item, Appointments.NOW);
    }

    /** The target as the first transaction leaves it. */
    Target committed(Plan plan) {
        return Objects.requireNonNull(plan.prepared()).apply(appointment.version());
    }

    /** The target once the server took what the plan puts. */
    Target taken(Plan plan, @Nullable String etag) {
        return new Prepared(plan, committed(plan), appointment.version()).afterPut(put(plan), detail, etag);
    }

    /** The target of the appointment as it stands on the server since an earlier tick, with etag "1". */
    Target standing() {
        return taken(plan(null, Remote.GONE), "\"1\"");
    }

    static Write.Put put(Plan plan) {
        assertThat(plan.write()).isInstanceOf(Write.Put.class);
        return (Write.Put) plan.write();
    }

    static Write.Delete delete(Plan plan) {
        assertThat(plan.write()).isInstanceOf(Write.Delete.class);
        return (Write.Delete) plan.write();
    }

    static EventFields fields(String text) {
        return EventObject.parse(text).fields();
    }

    static EventFields fieldsPut(Plan plan) {
        return fields(put(plan).text());
    }

    /** The object after somebody's client changed a line of it, or added one where there was none. */
    static String edited(String text, String property, String value) {
        boolean stands = text.lines().anyMatch(line -> line.startsWith(property + ":"));
        String line = property + ":" + value;
        return stands
                ? text.replaceFirst("(?m)^" + property + ":.*$", line)
                : text.replace("END:VEVENT", line + "\r\nEND:VEVENT");
    }
}
