package de.msbls.paliad.calendar.sync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.sync.Lawyer;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RecordedSpans;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import de.msbls.paliad.calendar.testing.RemoteServer;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where an operator with tracing on sees the time of a tick go, from the tick to the PUT. */
@QuarkusTest
@TestProfile(SeenInTracesTest.TracingOn.class)
@WithTestResource(ServiceUnderTest.class)
class SeenInTracesTest extends Journey {

    /** On, and kept to this process. */
    public static final class TracingOn implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.traces.exporter", "none");
        }
    }

    @Inject
    RecordedSpans spans;

    @Override
    protected RemoteServer server() {
        return RealServers.radicale();
    }

    @Test
    void aTickHoldsItsBindingsTheirRequestsAndTheirStatements() {
        synced("Hearing");
        UUID bindingId = lawyer.firstBinding();

        await().atMost(PATIENCE).untilAsserted(() -> {
            SpanData put = putOf(bindingId);
            SpanData binding = parentOf(put);
            SpanData tick = parentOf(binding);
            assertThat(put.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(put.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                    .isEqualTo(201);
            assertThat(RecordedSpans.attribute(binding, "paliad.outcome")).isEqualTo("in_sync");
            assertThat(tick.getName()).isEqualTo("tick");
            assertThat(tick.getParentSpanContext().isValid()).isFalse();
            assertThat(RecordedSpans.attribute(tick, "paliad.account")).isEqualTo(accountOf(lawyer));
            assertThat(RecordedSpans.attribute(tick, "paliad.outcome")).isEqualTo("in_sync");
            assertThat(spans.ofTrace(tick.getTraceId()))
                    .anySatisfy(statement -> assertThat(text(statement)).contains("appointment_caldav_targets"));
        });
    }

    @Test
    void theTracesOfTicksThatRunAtOnceDoNotMix() {
        RemoteAccount another = server().newAccount();
        RemoteCalendar hers = another.newCalendar();
        Lawyer other = Lawyer.connected(firm, another, hers);
        firm.appointment(other.id(), null, "Call", START);
        synced("Hearing");
        other.awaitTitles(hers, "Call");

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(spans.ofTrace(putOf(other.firstBinding()).getTraceId()))
                    .filteredOn(span -> span.getName().equals("tick"))
                    .singleElement()
                    .satisfies(tick -> assertThat(RecordedSpans.attribute(tick, "paliad.account"))
                            .isEqualTo(accountOf(other)));
            assertThat(spans.named("tick")).allSatisfy(tick -> assertThat(spans.ofTrace(tick.getTraceId()))
                    .filteredOn(span -> span.getName().equals("tick"))
                    .hasSize(1));
        });
        List<String> ofTicks =
                spans.named("tick").stream().map(SpanData::getTraceId).toList();
        assertThat(spans.all().stream().filter(span -> ofTicks.contains(span.getTraceId())))
                .noneSatisfy(
                        span -> assertThat(text(span)).contains("SKIP LOCKED", "holder = $1")); // the worker's look
    }

    @Test
    void aRequestToTheApiIsATraceByItsTemplateDownToTheCalendarServer() {
        lawyer.api().get("/api/caldav-calendars").then().statusCode(200);

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(spans.named("GET /api/caldav-calendars")).isNotEmpty();
            SpanData request = spans.named("GET /api/caldav-calendars").get(0);
            assertThat(spans.ofTrace(request.getTraceId()))
                    .anyMatch(span -> span.getName().equals("PROPFIND"))
                    .anyMatch(span -> span.getName().equals("SELECT paliad.user_caldav_config"));
        });
    }

    @Test
    void noSpanNamesAPersonAHostOrAnAppointment() {
        synced("Hearing of Zander");
        lawyer.api().get("/api/projects?q=Zander").then().statusCode(200);
        lawyer.api()
                .post(
                        "/api/caldav-config/check",
                        Map.of(
                                "server_url", account.server().toString(),
                                "username", account.username(),
                                "password", account.password()))
                .then()
                .statusCode(200);

        await().atMost(PATIENCE).until(() -> !spans.named("GET /api/projects").isEmpty());
        await().atMost(PATIENCE)
                .until(() -> !spans.named("POST /api/caldav-config/check").isEmpty());
        assertThat(spans.all().stream().map(SeenInTracesTest::text))
                .noneMatch(text -> text.contains("Zander"))
                .noneMatch(text -> text.contains(account.username()))
                .noneMatch(text -> text.contains(calendar.path()))
                .noneMatch(text -> text.contains(account.server().getAuthority()));
    }

    private SpanData putOf(UUID binding) {
        return spans.named("PUT").stream()
                .filter(put -> binding.toString().equals(RecordedSpans.attribute(parentOf(put), "paliad.binding")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no PUT of the binding yet"));
    }

    private SpanData parentOf(SpanData span) {
        return spans.all().stream()
                .filter(one -> one.getSpanId().equals(span.getParentSpanId()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no parent of " + span.getName() + " yet"));
    }

    private String accountOf(Lawyer whose) {
        return firm.query("SELECT account_id FROM paliad.user_caldav_config WHERE user_id = ?", whose.id())
                .get(0)
                .get("account_id")
                .toString();
    }

    private static String text(SpanData span) {
        return span.getName() + span.getAttributes() + span.getEvents() + span.getStatus();
    }
}
