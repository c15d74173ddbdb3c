package de.msbls.paliad.calendar.dev.firm;

import de.msbls.paliad.calendar.dev.server.RealServer;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Gives each demo lawyer an account on a local Radicale and connects her to it over the API, as any user would connect
 * her own. Where Radicale cannot be had, one line says so and dev mode goes on.
 */
@ApplicationScoped
@IfBuildProfile("dev")
public class DemoCalendars {

    private static final Logger LOG = Logger.getLogger(DemoCalendars.class);

    private static final Path FOLDER = Path.of(".dev", "radicale").toAbsolutePath();

    /** It outlives the class loaders that live reload throws away. */
    private static final String RUNNING_URL = "dev.radicale.url";

    private final DevTokens tokens;

    DemoCalendars(DevTokens tokens) {
        this.tokens = tokens;
    }

    void connectLawyers(@ObservesAsync HttpServerStart started) {
        if (System.getProperty(RUNNING_URL) != null) {
            return; // reloaded: the server runs, its accounts are connected
        }
        URI service = URI.create("http://localhost:" + started.options().getPort() + "/");
        try {
            RealServer radicale = RealServer.start(RealServer.Kind.RADICALE, FOLDER, keptPort(), passwords());
            System.setProperty(RUNNING_URL, radicale.url().toString());
            for (DemoLawyer lawyer : DemoLawyer.values()) {
                connect(lawyer, service, radicale.url());
                tellWhereToLook(lawyer, radicale.url());
            }
        } catch (IOException e) {
            LOG.warnf("The demo lawyers have no calendars. %s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A connection names its server's port, so the port is kept as long as nothing else takes it. */
    private static int keptPort() throws IOException {
        Files.createDirectories(FOLDER);
        Path file = FOLDER.resolve("port");
        if (Files.exists(file)) {
            int port = Integer.parseInt(Files.readString(file).strip());
            if (RealServer.isFree(port)) {
                return port;
            }
        }
        int port = RealServer.freePort();
        Files.writeString(file, Integer.toString(port));
        return port;
    }

    private static Map<String, String> passwords() {
        return Arrays.stream(DemoLawyer.values()).collect(Collectors.toMap(DemoLawyer::username, DemoLawyer::password));
    }

    private void connect(DemoLawyer lawyer, URI service, URI radicale) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve("/api/caldav-config"))
                .header("Authorization", "Bearer " + tokens.token(lawyer))
                .header("Accept", "application/json");
        HttpResponse<String> present = send(request.copy().GET());
        if (present.statusCode() == 200 && !isOutdated(present.body(), lawyer, radicale)) {
            return;
        }
        HttpResponse<String> made = send(request.header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(account(lawyer, radicale))));
        if (made.statusCode() >= 300) {
            throw new IOException(
                    "Connecting " + lawyer.username() + " was answered " + made.statusCode() + ": " + made.body());
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String account(DemoLawyer lawyer, URI radicale) {
        return new JsonObject()
                .put("server_url", radicale.toString())
                .put("username", lawyer.username())
                .put("password", lawyer.password())
                .encode();
    }

    /** Her demo account of an earlier run, on a port that something else has taken since; any other account is hers. */
    private static boolean isOutdated(String connection, DemoLawyer lawyer, URI radicale) {
        JsonObject present = new JsonObject(connection);
        URI server = URI.create(present.getString("server_url"));
        return present.getString("username").equals(lawyer.username())
                && radicale.getHost().equals(server.getHost())
                && radicale.getPort() != server.getPort();
    }

    private static void tellWhereToLook(DemoLawyer lawyer, URI radicale) {
        LOG.infof(
                "%s's calendars: %s (user %s, password %s)",
                lawyer.username(),
                radicale.resolve("/" + lawyer.username() + "/"),
                lawyer.username(),
                lawyer.password());
    }
}
