package de.msbls.paliad.calendar.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** WebDAV by hand, so that no test checks the service's client with itself. */
final class RemoteClient {

    private static final String ETAGS_AND_TYPES = """
            <propfind xmlns="DAV:"><prop><getetag/><resourcetype/></prop></propfind>""";

    private final URI server;
    private final String authorization;

    RemoteClient(URI server, String username, String password) {
        this.server = server;
        byte[] credentials = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    Answer send(String method, String path, @Nullable String body) {
        return send(HttpRequest.newBuilder(), method, path, body);
    }

    Answer putIfMatch(String path, String etag, String body) {
        return send(HttpRequest.newBuilder().header("If-Match", etag), "PUT", path, body);
    }

    Answer deleteIfMatch(String path, String etag) {
        return send(HttpRequest.newBuilder().header("If-Match", etag), "DELETE", path, null);
    }

    Answer move(String path, String to) {
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .header("Destination", server.resolve(to).toString())
                .header("Overwrite", "F");
        return send(request, "MOVE", path, null);
    }

    Multistatus propfind(String path, int depth) {
        HttpRequest.Builder request = HttpRequest.newBuilder().header("Depth", Integer.toString(depth));
        return Multistatus.parse(
                send(request, "PROPFIND", path, ETAGS_AND_TYPES).expect(207).body());
    }

    private Answer send(HttpRequest.Builder request, String method, String path, @Nullable String body) {
        request.uri(server.resolve(path)).header("Authorization", authorization);
        if (body != null) {
            request.header("Content-Type", body.startsWith("<") ? "application/xml" : "text/calendar; charset=utf-8");
        }
        request.method(
                method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        try {
            HttpResponse<String> response =
                    freshConnection().send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(method + " " + path, response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One for each request: Radicale closes it unannounced, and the JDK's client may take it for another one still. */
    private static HttpClient freshConnection() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /** What the server answered. */
    record Answer(String request, int status, String body) {

        Answer expect(int... statuses) {
            if (Arrays.stream(statuses).noneMatch(expected -> expected == status)) {
                throw new AssertionError(request + " was answered " + status + ": " + body);
            }
            return this;
        }
    }

    /** The answer to a PROPFIND. */
    record Multistatus(List<Element> responses) {

        private static final String DAV = "DAV:";

        static Multistatus parse(String xml) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            try {
                NodeList found = factory.newDocumentBuilder()
                        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                        .getElementsByTagNameNS(DAV, "response");
                List<Element> responses = new ArrayList<>();
                for (int i = 0; i < found.getLength(); i++) {
                    responses.add((Element) found.item(i));
                }
                return new Multistatus(responses);
            } catch (ParserConfigurationException | SAXException | IOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** @return the etags of all but the collection itself */
        Map<String, String> etags(String collection) {
            Map<String, String> etags = new TreeMap<>();
            for (Element response : responses) {
                String href = text(response, "href");
                if (!href.equals(collection)) {
                    etags.put(href, text(response, "getetag"));
                }
            }
            return etags;
        }

        List<String> hrefsOf(String namespace, String type) {
            return responses.stream()
                    .filter(response ->
                            response.getElementsByTagNameNS(namespace, type).getLength() > 0)
                    .map(response -> text(response, "href"))
                    .toList();
        }

        private static String text(Element response, String name) {
            return response.getElementsByTagNameNS(DAV, name).item(0).getTextContent();
        }
    }
}
