package de.msbls.paliad.calendar.sync.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import de.msbls.paliad.calendar.testing.Doorkeeper.Lie;
import de.msbls.paliad.calendar.testing.Doorkeeper.Visit;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** What a server may answer in the place of the truth, and to which questions. */
final class Lies {

    static final Predicate<Visit> ABOUT_THE_CALENDAR =
            visit -> visit.is("REPORT", "sync-collection") || visit.is("PROPFIND", "");
    static final Predicate<Visit> ABOUT_ITS_OBJECTS =
            visit -> visit.is("REPORT", "sync-collection") || visit.is("PROPFIND", "getetag");
    static final Predicate<Visit> ABOUT_ONE_OBJECT =
            visit -> visit.is("REPORT", "calendar-multiget") || visit.is("GET", "");

    private static final String BEGIN = "<?xml version='1.0'?><multistatus xmlns='DAV:'>";
    private static final String END = "</multistatus>";
    private static final int MULTI_STATUS = 207;

    private Lies() {}

    static Lie document(String text) {
        return (truth, response) -> response.setStatusCode(MULTI_STATUS).end(text);
    }

    static Lie page(int status, String html) {
        return (truth, response) -> response.setStatusCode(status)
                .putHeader("Content-Type", "text/html")
                .end(html);
    }

    /** That many times {@code part}, within a multistatus. */
    static Lie repeated(String part, long times) {
        return (truth, response) -> {
            response.setStatusCode(MULTI_STATUS).setChunked(true).write(BEGIN);
            int together = (int) Math.min(times, 64 * 1024 / part.length());
            write(response, Buffer.buffer(part.repeat(together)), times / together);
        };
    }

    /** So many bytes, and then nothing any more. */
    static Lie stalled(int megabytes) {
        return (truth, response) -> response.setStatusCode(MULTI_STATUS)
                .setChunked(true)
                .write(BEGIN + " ".repeat(megabytes * 1024 * 1024));
    }

    /** One response that has that many times {@code part} in it. */
    static Lie within(String part, long times) {
        return (truth, response) -> {
            response.setStatusCode(MULTI_STATUS).setChunked(true).write(BEGIN + "<response><href>/x</href>");
            int together = (int) Math.min(times, 64 * 1024 / part.length());
            write(response, Buffer.buffer(part.repeat(together)), times / together);
        };
    }

    /** Goes on as fast as it is read; what is given up ends it. */
    private static void write(HttpServerResponse response, Buffer part, long times) {
        if (times == 0) {
            response.end(END);
        } else {
            response.write(part).onSuccess(written -> write(response, part, times - 1));
        }
    }

    /** So many bytes of blanks, a thousandth of them on the way. */
    static Lie bomb(int megabytes) {
        Buffer zipped = zipped(" ".repeat(1024 * 1024), megabytes);
        return (truth, response) -> response.setStatusCode(MULTI_STATUS)
                .putHeader("Content-Encoding", "gzip")
                .end(zipped);
    }

    private static Buffer zipped(String text, int times) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < times; i++) {
                gzip.write(text.getBytes(UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    static Lie drip(Vertx vertx) {
        return (truth, response) -> {
            response.setStatusCode(MULTI_STATUS).setChunked(true);
            long drops = vertx.setPeriodic(50, tick -> response.write(" "));
            response.closeHandler(closed -> vertx.cancelTimer(drops));
        };
    }

    static Lie header(int bytes) {
        return (truth, response) -> response.setStatusCode(MULTI_STATUS)
                .putHeader("X-Long", "x".repeat(bytes))
                .end(truth);
    }

    /** The truth with those objects besides. */
    static Lie objectsAt(String... hrefs) {
        StringBuilder more = new StringBuilder();
        for (String href : hrefs) {
            more.append("<d:response xmlns:d='DAV:'><d:href>")
                    .append(href)
                    .append("</d:href><d:propstat><d:prop>")
                    .append("<d:getetag>\"1\"</d:getetag><d:resourcetype/></d:prop>")
                    .append("<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>");
        }
        return (truth, response) ->
                response.setStatusCode(MULTI_STATUS).end(truth.replaceFirst("(</\\w*:?multistatus>)", more + "$1"));
    }

    /** The object with something changed in it, both alone and in a multiget; in bytes that are no UTF-8 where it has an umlaut. */
    static Lie object(UnaryOperator<String> change) {
        return (truth, response) -> {
            boolean alone = truth.startsWith("BEGIN:VCALENDAR");
            response.setStatusCode(alone ? 200 : MULTI_STATUS)
                    .end(Buffer.buffer(change.apply(truth).getBytes(ISO_8859_1)));
        };
    }

    /** Adds lines to the event. */
    static UnaryOperator<String> with(String lines) {
        return text -> text.replace("END:VEVENT", lines + "\r\nEND:VEVENT");
    }
}
