package de.msbls.paliad.calendar.calendar;

import de.msbls.paliad.calendar.binding.BindingKeys;
import de.msbls.paliad.calendar.caldav.CalDavClient;
import de.msbls.paliad.calendar.caldav.collection.RemoteCalendar;
import de.msbls.paliad.calendar.connection.server.Accounts;
import de.msbls.paliad.calendar.connection.server.CalendarServerFaults;
import de.msbls.paliad.calendar.platform.http.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks the account for its calendars, each time anew: users make and rename them in their own clients. */
@ApplicationScoped
class CalendarService {

    private final Accounts accounts;
    private final BindingKeys bindings;
    private final CalDavClient client;

    CalendarService(Accounts accounts, BindingKeys bindings, CalDavClient client) {
        this.accounts = accounts;
        this.bindings = bindings;
        this.client = client;
    }

    Uni<Page<Calendar>> list(UUID userId) {
        return accounts.ofUser(userId)
                .chain(connected -> client.calendars(connected.account(), connected.home()))
                .chain(calendars -> bindings.ofUser(userId)
                        .map(bound -> new Page<>(
                                calendars.stream()
                                        .map(calendar -> show(calendar, bound))
                                        .toList(),
                                null)))
                .onFailure()
                .transform(CalendarServerFaults::toProblem);
    }

    Uni<Calendar> make(UUID userId, MakeCalendar request) {
        return accounts.ofUser(userId)
                .chain(connected -> client.makeCalendar(connected.account(), connected.home(), request.displayName()))
                .map(made -> show(made, Map.of()))
                .onFailure()
                .transform(CalendarServerFaults::toProblem);
    }

    private static Calendar show(RemoteCalendar calendar, Map<String, UUID> bindingsByKey) {
        @Nullable UUID bindingId = bindingsByKey.get(calendar.key());
        return new Calendar(calendar.path(), calendar.displayName(), calendar.color(), calendar.writable(), bindingId);
    }
}
