package de.msbls.paliad.calendar.platform.database;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL tells on its channels, heard over one connection beside the pool. Hints only: behind a pooler that swallows
 * them, or while it reconnects, none come, so whoever listens must look by himself now and then.
 */
@ApplicationScoped
public class Notifications {

    private static final Logger LOG = Logger.getLogger(Notifications.class);
    private static final long RECONNECT_MILLIS = 5_000;

    private final Vertx vertx;
    private final PatientPool pool;
    private @Nullable PgSubscriber subscriber;
    private boolean stopped;

    Notifications(Vertx vertx, PatientPool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    /**
     * Hears one channel until the process ends.
     *
     * @param hint gets each payload, and an empty one whenever the channel is heard (again): something may have been missed
     */
    public synchronized void listen(String channel, Consumer<String> hint) {
        connected().channel(channel).subscribeHandler(heard -> hint.accept("")).handler(hint::accept);
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        stopped = true;
        if (subscriber != null) {
            subscriber.close().onFailure(failure -> LOG.debug("the listening connection was closed already", failure));
        }
    }

    private PgSubscriber connected() {
        if (subscriber == null) {
            subscriber =
                    PgSubscriber.subscriber(vertx, pool.connectOptions()).reconnectPolicy(retries -> RECONNECT_MILLIS);
            connect(subscriber);
        }
        return subscriber;
    }

    /** Its reconnect policy is for connections that were there; the first one is tried again here. */
    private synchronized void connect(PgSubscriber to) {
        if (!stopped) {
            to.connect().onFailure(failure -> {
                LOG.infof("no notifications yet, polling only: %s", failure.getMessage());
                to.close(); // else it would wait for the connection that has failed
                vertx.setTimer(RECONNECT_MILLIS, timer -> connect(to));
            });
        }
    }
}
