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
 * for word. Refused, as it must be, or written over by itself: nothing changes either way.
 */
@ApplicationScoped
class PreconditionProbe {

    private final CalDavClient client;
    private final Duration requestTimeout;

    PreconditionProbe(CalDavClient client, PaliadConfig config) {
        this.client = client;
        this.requestTimeout = config.caldav().requestTimeout();
    }

    /** The object's etag afterwards. Its create's intent is open meanwhile, so that a late request is a create's late request. */
    Uni<@Nullable String> ask(Session session, Write.Put created, @Nullable String etag) {
        if (!session.lease().outlasts(requestTimeout) || !session.capabilities().takeProbe()) {
            return Uni.createFrom().item(etag);
        }
        return client.put(
                        session.remote(),
                        session.home(),
                        created.href(),
                        created.text(),
                        new Precondition.IfNoneMatch())
                .invoke(overwritten -> session.capabilities().honoursPreconditions(false))
                .onFailure(CalDavException.class)
                .recoverWithItem(failure -> {
                    if (failure.fault() == CalDavFault.PRECONDITION_FAILED) {
                        session.capabilities().honoursPreconditions(true);
                    }
                    return etag;
                });
    }
}
