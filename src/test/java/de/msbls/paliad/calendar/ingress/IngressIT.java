package de.msbls.paliad.calendar.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.testing.EventStream;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.PackagedService;
import de.msbls.paliad.calendar.testing.PostgresServer;
import de.msbls.paliad.calendar.testing.PrivateAuthority;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.Tokens;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two instances of the packaged service behind an ingress. */
@Tag("binary")
class IngressIT {

    private static final String APPOINTMENTS = "/api/appointments";

    private final Path artifact = PackagedService.artifact();

    private FirmDatabase firm;
    private PackagedService one;
    private PackagedService other;
    private Ingress ingress;
    private UUID lawyer;
    private SSLContext trusting;

    @BeforeEach
    void twoInstancesBehindAnIngress() throws IOException {
        RealServers.sabredav(); // which brings nginx where it is missing
        firm = PostgresServer.NEWEST.migratedDatabase();
        lawyer = firm.user("Anna");
        one = instance("one");
        other = instance("other");
        PrivateAuthority authority = new PrivateAuthority();
        trusting = authority.trustingContext();
        ingress = Ingress.before(authority, List.of(one.awaitAddress(), other.awaitAddress()));
    }

    @AfterEach
    void stop() {
        ingress.close();
        one.close();
        other.close();
        firm.close();
    }

    @Test
    void whatIsMadeIsFoundWhereTheClientLooksForIt() {
        Response made = create("Hearing");

        String location = made.header("Location");
        assertThat(location).startsWith(ingress.address() + APPOINTMENTS + "/");
        request().get(URI.create(location)).then().statusCode(200);
    }

    @Test
    void aVersionThatCompressionWeakenedIsStillThatVersion() {
        Response made = create("Hearing ".repeat(50).strip());
        Response shown = request().header("Accept-Encoding", "gzip").get(made.header("Location"));
        assertThat(shown.header("ETag")).startsWith("W/");

        Response patched = request()
                .header("If-Match", shown.header("ETag"))
                .contentType(ContentType.JSON)
                .body(Map.of("title", "Trial"))
                .patch(made.header("Location"));

        assertThat(patched.statusCode()).as(patched.asString()).isEqualTo(200);
        assertThat(request()
                        .header("If-Match", shown.header("ETag"))
                        .delete(made.header("Location"))
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    void anEventStreamComesThroughAsItIsTold() {
        firm.connection(lawyer);
        try (EventStream stream =
                EventStream.open(URI.create(ingress.address() + "/api/events"), Tokens.of(lawyer), trusting)) {
            stream.next("connection");
            stream.next("bindings");
            String body = "{\"calendar_path\": \"/c/\", \"scope_kind\": \"personal_only\"}";
            request().contentType(ContentType.JSON).body(body).post(ingress.address() + "/api/caldav-bindings");
            assertThat(stream.next("binding").getString("calendar_path")).isEqualTo("/c/");
        }
    }

    /** Each is told to end while the ingress still sends it requests, which is how Kubernetes does it. */
    @Test
    void aRollingRestartUnderLoadFailsNoRequest() throws InterruptedException {
        try (Clients clients = Clients.at(ingress.address(), trusting.getSocketFactory(), Tokens.of(lawyer), 4)) {
            await().until(() -> clients.answered() > 50);
            one = replaced(one, other, "one");
            other = replaced(other, one, "other");
            long before = clients.answered();
            await().until(() -> clients.answered() > before + 50);

            assertThat(clients.failures()).isEmpty();
        }
    }

    private Response create(String title) {
        return request()
                .contentType(ContentType.JSON)
                .body(Map.of("title", title, "all_day", true, "start_date", "2027-03-01", "end_date", "2027-03-02"))
                .post(ingress.address() + APPOINTMENTS);
    }

    private RequestSpecification request() {
        return RestAssured.given().relaxedHTTPSValidation().auth().oauth2(Tokens.of(lawyer));
    }

    private PackagedService replaced(PackagedService old, PackagedService stays, String name) {
        URI staying = stays.awaitAddress();
        Thread end = new Thread(old::close, "end of " + name);
        end.start();
        await().until(() -> !isReady(old));
        ingress.route(List.of(staying));
        await().atMost(Duration.ofMinutes(1)).until(() -> !end.isAlive());
        PackagedService young = instance(name);
        ingress.route(List.of(young.awaitAddress(), staying));
        return young;
    }

    private static boolean isReady(PackagedService instance) throws InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(instance.awaitAddress().resolve("/q/health/ready"))
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(question, BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException gone) {
            return false;
        }
    }

    private PackagedService instance(String name) {
        Path log = artifact.resolveSibling("ingress-" + name + ".log");
        PackagedService instance = PackagedService.of(
                artifact,
                List.of(),
                firm,
                Map.of(
                        "paliad.role", "api",
                        "quarkus.shutdown.delay", "4s",
                        "quarkus.shutdown.timeout", "10s",
                        "quarkus.http.proxy.proxy-address-forwarding", "true",
                        "quarkus.http.proxy.allow-x-forwarded", "true",
                        "quarkus.http.proxy.enable-forwarded-host", "true",
                        "quarkus.http.proxy.enable-forwarded-prefix", "true",
                        "quarkus.http.proxy.trusted-proxies", "127.0.0.1"),
                log);
        instance.start();
        return instance;
    }
}
