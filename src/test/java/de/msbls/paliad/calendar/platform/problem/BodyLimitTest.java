package de.msbls.paliad.calendar.platform.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies that do not say how long they are. */
@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class BodyLimitTest {

    private static final int LIMIT = 256 * 1024;
    private static final String PATH = "/api/appointments";

    @TestHTTPResource(PATH)
    URI appointments;

    @ParameterizedTest
    @EnumSource
    void aBodyWithinTheLimitIsReadAsAWhole(HttpClient.Version version) throws Exception {
        HttpResponse<String> answer = post(version, LIMIT - 1024);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("must not be longer than 500 characters");
    }

    @ParameterizedTest
    @EnumSource
    void aBodyBeyondItIsAProblem(HttpClient.Version version) throws Exception {
        HttpResponse<String> answer = post(version, LIMIT + 1);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"urn:paliad:problem:too-large\"", "At most " + LIMIT + " bytes");
    }

    @Test
    void oneThatNeverEndsIsAnsweredAndItsConnectionClosed() throws IOException {
        byte[] chunk = ("400\r\n" + "x".repeat(1024) + "\r\n").getBytes(UTF_8);
        try (Socket socket = new Socket(appointments.getHost(), appointments.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                            + Tokens.of(UUID.randomUUID())
                            + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "b\r\n{\"title\": \"\r\n")
                    .getBytes(UTF_8));
            for (int sent = 0; sent <= LIMIT; sent += 1024) {
                out.write(chunk);
            }

            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 413 ").contains("urn:paliad:problem:too-large");
        }
    }

    private HttpResponse<String> post(HttpClient.Version version, int size) throws Exception {
        String frame = "{\"title\": \"\"}";
        byte[] body = frame.replace("\"\"", "\"" + "x".repeat(size - frame.length()) + "\"")
                .getBytes(UTF_8);
        assertThat(body).hasSize(size);
        HttpClient client = HttpClient.newBuilder().version(version).build();
        HttpRequest first =
                HttpRequest.newBuilder(appointments.resolve("/q/health/live")).build();
        client.send(first, BodyHandlers.discarding()); // HTTP/2 is spoken from the second request on
        HttpRequest request = HttpRequest.newBuilder(appointments)
                .header("Authorization", "Bearer " + Tokens.of(UUID.randomUUID()))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(version);
        return answer;
    }
}
