package de.msbls.paliad.calendar.sync.item.write;

import de.msbls.paliad.calendar.caldav.CalDavClient;
import de.msbls.paliad.calendar.caldav.object.Precondition;
import de.msbls.paliad.calendar.caldav.request.CalDavException;
import de.msbls.paliad.calendar.caldav.request.CalDavFault;
import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.sync.account.Session;
import de.msbls.paliad.calendar.sync.item.plan.Write;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a server keeps to If-None-Match, once for an account: what was just created is offered to it again, word
 * for word. Refused, as it must be, or written over by itself: nothing changes either way. Where somebody edited it in between,
 * If-Match keeps it, as far as any server is known.
 */
@ApplicationScoped
class PreconditionProbe {

    private final CalDavClient client;
    private final Duration requestTimeout;

    PreconditionProbe(CalDavClient client, PaliadConfig config) {
        this.client = client;
        this.requestTimeout = config.caldav().requestTimeout();
    }

    /**
     * The object's etag afterwards. Its create's intent is open meanwhile, so that a late request is a create's late request; an answer
     * that does not come fails, and leaves it open.
     */
    Uni<@Nullable String> ask(Session session, Write.Put created, @Nullable String etag) {
        if (etag == null
                || !session.lease().outlasts(requestTimeout)
                || !session.capabilities().takeProbe()) {
            return Uni.createFrom().item(etag);
        }
        return client.put(
                        session.remote(),
                        session.home(),
                        created.href(),
                        created.text(),
                        new Precondition.Impossible(etag))
                .invoke(overwritten -> session.capabilities().honoursPreconditions(false))
                .onFailure(PreconditionProbe::isAnswer)
                .recoverWithItem(failure -> {
                    if (((CalDavException) failure).fault() == CalDavFault.PRECONDITION_FAILED) {
                        session.capabilities().honoursPreconditions(true);
                    }
                    return etag;
                });
    }

    private static boolean isAnswer(Throwable failure) {
        return failure instanceof CalDavException refusal && (refusal.status() != 0 || refusal.certainlyNotSent());
    }
}
