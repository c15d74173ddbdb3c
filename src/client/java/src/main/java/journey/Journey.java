package journey;

import de.msbls.paliad.calendar.client.ApiClient;
import de.msbls.paliad.calendar.client.ApiException;
import de.msbls.paliad.calendar.client.ApiResponse;
import de.msbls.paliad.calendar.client.api.AppointmentsApi;
import de.msbls.paliad.calendar.client.api.BindingsApi;
import de.msbls.paliad.calendar.client.api.CalendarsApi;
import de.msbls.paliad.calendar.client.api.ConnectionApi;
import de.msbls.paliad.calendar.client.api.SyncLogApi;
import de.msbls.paliad.calendar.client.api.UserApi;
import de.msbls.paliad.calendar.client.model.Appointment;
import de.msbls.paliad.calendar.client.model.AppointmentPage;
import de.msbls.paliad.calendar.client.model.AppointmentStatus;
import de.msbls.paliad.calendar.client.model.AppointmentType;
import de.msbls.paliad.calendar.client.model.Binding;
import de.msbls.paliad.calendar.client.model.CheckConnection;
import de.msbls.paliad.calendar.client.model.CreateAppointment;
import de.msbls.paliad.calendar.client.model.CreateBinding;
import de.msbls.paliad.calendar.client.model.Detail;
import de.msbls.paliad.calendar.client.model.MakeCalendar;
import de.msbls.paliad.calendar.client.model.PatchAppointment;
import de.msbls.paliad.calendar.client.model.PatchBinding;
import de.msbls.paliad.calendar.client.model.Problem;
import de.msbls.paliad.calendar.client.model.PutConnection;
import de.msbls.paliad.calendar.client.model.ScopeKind;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** A lawyer's way through the API by the generated client. Ends with 1, and says where, as soon as something is not as it should be. */
public final class Journey {

    private static final OffsetDateTime START = OffsetDateTime.parse("2027-03-10T09:00:00+01:00");
    private static final LocalDate DUE = LocalDate.parse("2027-02-01");
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final ApiClient client;
    private final AppointmentsApi appointments;
    private final BindingsApi bindings;
    private final Account account;

    private record Account(String server, String username, String password, String calendar) {}

    private interface Call {
        void make() throws ApiException;
    }

    private Journey(ApiClient client, Account account) {
        this.client = client;
        this.appointments = new AppointmentsApi(client);
        this.bindings = new BindingsApi(client);
        this.account = account;
    }

    /** @param arguments the service's URL, a token, then the account's server, username, password and a calendar's path */
    public static void main(String[] arguments) throws Exception {
        ApiClient client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + arguments[1]));
        Account account = new Account(arguments[2], arguments[3], arguments[4], arguments[5]);
        Journey journey = new Journey(client, account);
        journey.whoAmI();
        journey.connect();
        UUID binding = journey.bindAnotherCalendar();
        Appointment hearing = journey.timedAppointment();
        journey.allDayAppointment();
        journey.changes(hearing);
        journey.pages();
        journey.problems(hearing);
        journey.inSync(binding);
    }

    private void whoAmI() throws ApiException {
        same(List.of(), new UserApi(client).getMe().getRoles(), "roles");
    }

    private void connect() throws Exception {
        ConnectionApi connection = new ConnectionApi(client);
        Problem refused = problem(
                502,
                () -> connection.checkConnection(new CheckConnection()
                        .serverUrl(account.server)
                        .username(account.username)
                        .password("not hers")));
        same("urn:paliad:problem:calendar-server", refused.getType(), "the kind of a refusal");
        same("unauthorized", refused.getErrorCode(), "the cause of a refusal");

        connection.putConnection(new PutConnection()
                .serverUrl(account.server)
                .username(account.username)
                .password(account.password)
                .calendarPath(account.calendar));
        same(account.username, connection.getConnection().getUsername(), "username");
    }

    /** Made once, however often it is asked for by the same key. */
    private UUID bindAnotherCalendar() throws ApiException {
        String path = new CalendarsApi(client)
                .makeCalendar(new MakeCalendar().displayName("Personal"))
                .getCalendarPath();
        CreateBinding wanted = new CreateBinding()
                .calendarPath(path)
                .scopeKind(ScopeKind.PERSONAL_ONLY)
                .detail(Detail.BUSY);
        String key = UUID.randomUUID().toString();
        UUID made = bindings.createBinding(wanted, key).getId();
        same(made, bindings.createBinding(wanted, key).getId(), "what is made again");
        same(2, bindings.listBindings().size(), "bindings");
        return made;
    }

    private Appointment timedAppointment() throws ApiException {
        Appointment made = appointments.createAppointment(
                new CreateAppointment()
                        .title("Hearing")
                        .description("Bring the files")
                        .location("Munich")
                        .startsAt(START)
                        .endsAt(START.plusHours(2))
                        .timeZone("Europe/Berlin")
                        .appointmentType(AppointmentType.HEARING),
                null);
        same(START.toInstant(), made.getStartsAt().toInstant(), "start");
        same(null, made.getStartDate(), "the first day of a timed one");
        same(AppointmentStatus.CONFIRMED, made.getStatus(), "status");
        return made;
    }

    private void allDayAppointment() throws ApiException {
        Appointment made = appointments.createAppointment(
                new CreateAppointment()
                        .title("Deadline")
                        .allDay(true)
                        .startDate(DUE)
                        .endDate(DUE.plusDays(1)),
                null);
        same(DUE, made.getStartDate(), "first day");
        same(null, made.getStartsAt(), "the start of an all-day one");
    }

    /** What is absent stays, what is null goes. */
    private void changes(Appointment hearing) throws ApiException {
        ApiResponse<Appointment> seen = appointments.getAppointmentWithHttpInfo(hearing.getId());
        String etag = seen.getHeaders().get("ETag").get(0);
        Appointment changed = appointments.patchAppointment(
                hearing.getId(), new PatchAppointment().title("Hearing moved").description(null), etag);
        same("Hearing moved", changed.getTitle(), "title");
        same(null, changed.getDescription(), "description");
        same("Munich", changed.getLocation(), "location");

        Problem stale = problem(
                412, () -> appointments.patchAppointment(hearing.getId(), new PatchAppointment().title("Late"), etag));
        same("urn:paliad:problem:stale", stale.getType(), "the kind of a late change");
    }

    private void pages() throws ApiException {
        List<String> titles = new ArrayList<>();
        String cursor = null;
        do {
            AppointmentPage page = appointments.listAppointments(cursor, "2027-01-01", 1, null, null);
            page.getItems().forEach(item -> titles.add(item.getTitle()));
            cursor = page.getNextCursor();
        } while (cursor != null);
        same(List.of("Deadline", "Hearing moved"), titles, "titles by their beginning");
    }

    private void problems(Appointment hearing) {
        Problem blank = problem(
                400, () -> appointments.patchAppointment(hearing.getId(), new PatchAppointment().title(" "), null));
        same("title", blank.getErrors().get(0).getField(), "the field to blame");
        problem(404, () -> appointments.getAppointment(UUID.randomUUID()));
    }

    /** And her calendar shows what the binding now lets it. */
    private void inSync(UUID binding) throws Exception {
        ApiResponse<Binding> seen = bindings.getBindingWithHttpInfo(binding);
        bindings.patchBinding(
                binding,
                new PatchBinding().detail(Detail.FULL),
                seen.getHeaders().get("ETag").get(0));
        same(2L, bindings.previewBinding(binding).getCount(), "appointments in scope");
        long start = System.nanoTime();
        while (!"in_sync".equals(bindings.getBinding(binding).getState())
                || new SyncLogApi(client)
                        .listSyncLog(binding, null, null)
                        .getItems()
                        .isEmpty()) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("not in sync: " + bindings.getBinding(binding));
            }
            Thread.sleep(200);
        }
    }

    private Problem problem(int status, Call call) {
        try {
            call.make();
        } catch (ApiException refused) {
            same(status, refused.getCode(), "status of a refusal");
            try {
                return client.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
            } catch (java.io.IOException e) {
                throw new IllegalStateException("no problem document: " + refused.getResponseBody(), e);
            }
        }
        throw new IllegalStateException("was not refused by " + status);
    }

    private static void same(Object expected, Object seen, String what) {
        if (!Objects.equals(expected, seen)) {
            throw new IllegalStateException(what + ": expected " + expected + ", got " + seen);
        }
    }
}
