package de.msbls.paliad.calendar.sync.tick;

import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.caldav.view.CalendarView;
import de.msbls.paliad.calendar.sync.account.SyncBinding;
import de.msbls.paliad.calendar.sync.item.ItemTick;
import de.msbls.paliad.calendar.sync.outcome.BindingOutcome;
import de.msbls.paliad.calendar.sync.outcome.BindingOutcome.Counts;
import de.msbls.paliad.calendar.sync.outcome.BindingOutcome.Held;
import de.msbls.paliad.calendar.sync.outcome.BindingState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a tick ended for a binding, in a state, a stable code and words. */
final class Outcomes {

    private Outcomes() {}

    static BindingOutcome readOnly(SyncBinding binding) {
        return outcome(
                binding,
                BindingState.READ_ONLY,
                "read_only",
                "The calendar takes no changes from this account.",
                null,
                Counts.NONE);
    }

    static BindingOutcome chooseCalendar(SyncBinding binding) {
        return outcome(
                binding,
                BindingState.CHOOSE_CALENDAR,
                "choose_calendar",
                "No calendar could be made on this server: choose one.",
                null,
                Counts.NONE);
    }

    static BindingOutcome of(SyncBinding binding, CalDavException failure) {
        return of(binding, failure, Counts.NONE);
    }

    private static BindingOutcome of(SyncBinding binding, CalDavException failure, Counts counts) {
        boolean missing = failure.fault() == CalDavFault.NOT_FOUND || failure.fault() == CalDavFault.FORBIDDEN;
        BindingState state = missing ? BindingState.CALENDAR_MISSING : BindingState.WAITING;
        Duration retry = BackOff.after(failure, binding.failures() + 1).retryIn();
        return outcome(binding, state, Faults.code(failure), Faults.words(failure), retry, counts);
    }

    static BindingOutcome of(
            SyncBinding binding, ItemTick.Result result, @Nullable Held held, CalendarView view, Failing failing) {
        Counts counts = result.counts();
        if (result.failure() instanceof CalDavException failure) {
            return of(binding, failure, counts);
        }
        if (held != null) {
            return outcome(binding, BindingState.HELD, "deletions_held", words(held), null, counts);
        }
        if (binding.scopeGone()) {
            return outcome(
                    binding,
                    BindingState.SCOPE_GONE,
                    "scope_gone",
                    "The matter of this binding does not exist any more.",
                    null,
                    counts);
        }
        if (!view.complete()) {
            return outcome(
                    binding,
                    BindingState.WAITING,
                    "listing_incomplete",
                    "The calendar server did not list the whole calendar.",
                    null,
                    counts);
        }
        return ofItems(binding, result, failing);
    }

    private static BindingOutcome ofItems(SyncBinding binding, ItemTick.Result result, Failing failing) {
        Counts counts = result.counts();
        Duration retry = failing.nextTry();
        CalDavException itemFault = result.itemFault();
        if (itemFault != null && failing.isNews()) {
            return outcome(
                    binding, BindingState.WAITING, Faults.code(itemFault), Faults.words(itemFault), retry, counts);
        }
        int refused = result.refused() + failing.lasting();
        if (refused > 0) {
            String words = refused + " appointments were refused by the calendar server.";
            return outcome(binding, BindingState.ITEMS_REFUSED, "items_refused", words, retry, counts);
        }
        return outcome(binding, BindingState.IN_SYNC, null, null, retry, counts);
    }

    private static String words(Held held) {
        return held.direction() == Held.Direction.OUTBOUND
                ? held.count() + " appointments would disappear from the calendar at once: held until you decide."
                : held.count() + " appointments disappeared from the calendar at once: held until you decide.";
    }

    private static BindingOutcome outcome(
            SyncBinding binding,
            BindingState state,
            @Nullable String code,
            @Nullable String words,
            @Nullable Duration retryIn,
            Counts counts) {
        return new BindingOutcome(binding.id(), state, code, words, retryIn, counts, null);
    }
}
