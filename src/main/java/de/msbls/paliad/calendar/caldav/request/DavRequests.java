package de.msbls.paliad.calendar.caldav.request;

import de.msbls.paliad.calendar.caldav.http.Answer;
import de.msbls.paliad.calendar.caldav.http.AnswerMemory;
import de.msbls.paliad.calendar.caldav.http.AnswerRoom;
import de.msbls.paliad.calendar.caldav.http.BasicCredentials;
import de.msbls.paliad.calendar.caldav.http.Call;
import de.msbls.paliad.calendar.caldav.http.Caller;
import de.msbls.paliad.calendar.caldav.http.CheckedTransport;
import de.msbls.paliad.calendar.caldav.http.Origin;
import de.msbls.paliad.calendar.caldav.http.TransportException;
import de.msbls.paliad.calendar.caldav.xml.DavResource;
import de.msbls.paliad.calendar.caldav.xml.MalformedXmlException;
import de.msbls.paliad.calendar.caldav.xml.Multistatus;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends WebDAV requests and judges the answers: what comes back is a success, everything else a {@link CalDavException}. */
public final class DavRequests {

    private static final int MULTISTATUS_BYTES = 16 * 1024 * 1024;

    /** Fifty thousand events with long names. */
    private static final int LISTING_BYTES = 24 * 1024 * 1024;

    private static final int RECEIPT_BYTES = 256 * 1024;
    private static final int MULTI_STATUS = 207;

    private final CheckedTransport transport;
    private final AnswerMemory memory;

    public DavRequests(CheckedTransport transport, AnswerMemory memory) {
        this.transport = transport;
        this.memory = memory;
    }

    /** A multistatus and the URL that gave it, after redirects. */
    public record Found(URI source, Multistatus multistatus) {}

    public Uni<Found> propfind(CalDavAccount account, URI target, int depth, String body) {
        return multistatus(account, "PROPFIND", target, depth, body);
    }

    public Uni<Found> report(CalDavAccount account, URI target, int depth, String body) {
        return multistatus(account, "REPORT", target, depth, body);
    }

    /** For what may be long: the resources of a PROPFIND are handed over one by one, and none is kept. */
    public <T> Uni<T> propfindEach(
            CalDavAccount account, URI target, int depth, String body, Supplier<? extends ResourceReader<T>> readers) {
        return each(account, "PROPFIND", target, depth, body, readers);
    }

    /** The same for those of a REPORT. */
    public <T> Uni<T> reportEach(
            CalDavAccount account, URI target, int depth, String body, Supplier<? extends ResourceReader<T>> readers) {
        return each(account, "REPORT", target, depth, body, readers);
    }

    /** Makes something of resources, one after the other. */
    public interface ResourceReader<T> {

        void read(DavResource resource);

        /** @param syncToken of the answer, where there is one */
        T done(@Nullable String syncToken);
    }

    private <T> Uni<T> each(
            CalDavAccount account,
            String method,
            URI target,
            int depth,
            String body,
            Supplier<? extends ResourceReader<T>> readers) {
        return answered(account, method, target, depth, body, LISTING_BYTES, answer -> {
            ResourceReader<T> reader = readers.get();
            try {
                return reader.done(Multistatus.read(answer.stream(), reader::read));
            } catch (MalformedXmlException malformed) {
                throw unusable(malformed, answer);
            }
        });
    }

    private Uni<Found> multistatus(CalDavAccount account, String method, URI target, int depth, String body) {
        return answered(
                account,
                method,
                target,
                depth,
                body,
                MULTISTATUS_BYTES,
                answer -> new Found(answer.source(), parse(answer)));
    }

    /** It is read on a worker thread: to parse a thousand responses takes tens of milliseconds. */
    private <T> Uni<T> answered(
            CalDavAccount account,
            String method,
            URI target,
            int depth,
            String body,
            int maxAnswer,
            Function<Answer, T> reader) {
        Map<String, String> headers =
                Map.of("Depth", Integer.toString(depth), "Content-Type", "application/xml; charset=utf-8");
        return inRoom(maxAnswer, room -> send(account, method, target, headers, body, room)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(answer -> {
                    if (answer.status() != MULTI_STATUS) {
                        throw Faults.of(answer);
                    }
                    return reader.apply(answer);
                }));
    }

    /** What is kept of an answer counts until it is read. */
    private <T> Uni<T> inRoom(int maxAnswer, Function<AnswerRoom, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            AnswerRoom room = memory.room(maxAnswer);
            return work.apply(room).onTermination().invoke(room::close);
        });
    }

    /** A request that changes something. A 207 is no success by itself: it may carry the failure. */
    public Uni<Answer> change(
            CalDavAccount account, String method, URI target, Map<String, String> headers, @Nullable String body) {
        return send(account, method, target, headers, body, RECEIPT_BYTES).invoke(answer -> {
            if (answer.status() >= 300) {
                throw Faults.of(answer);
            }
            if (answer.status() == MULTI_STATUS) {
                refuseInnerFailure(parse(answer));
            }
        });
    }

    /** Any answer at all. */
    public Uni<Answer> send(
            CalDavAccount account,
            String method,
            URI target,
            Map<String, String> headers,
            @Nullable String body,
            int maxAnswer) {
        return inRoom(maxAnswer, room -> send(account, method, target, headers, body, room));
    }

    private Uni<Answer> send(
            CalDavAccount account,
            String method,
            URI target,
            Map<String, String> headers,
            @Nullable String body,
            AnswerRoom room) {
        return Uni.createFrom()
                .deferred(() -> transport.send(
                        new Call(
                                HttpMethod.valueOf(method),
                                target,
                                new LinkedHashMap<>(headers),
                                body == null ? null : Buffer.buffer(body),
                                room),
                        caller(account)))
                .onFailure(TransportException.class)
                .transform(Faults::of);
    }

    private static Caller caller(CalDavAccount account) {
        return new Caller(
                account.id(),
                Origin.of(account.serverUrl()),
                new BasicCredentials(account.username(), account.password().reveal()));
    }

    private static Multistatus parse(Answer answer) {
        try {
            return Multistatus.read(answer.stream());
        } catch (MalformedXmlException malformed) {
            throw unusable(malformed, answer);
        }
    }

    private static CalDavException unusable(MalformedXmlException malformed, Answer answer) {
        CalDavFault fault = malformed.isOutOfBounds() ? CalDavFault.TOO_LARGE : CalDavFault.MALFORMED;
        return CalDavException.answered(fault, answer.status(), null, null, null);
    }

    private static void refuseInnerFailure(Multistatus multistatus) {
        for (DavResource resource : multistatus.resources()) {
            if (Faults.hasFailed(resource)) {
                throw Faults.of(resource);
            }
        }
    }
}
