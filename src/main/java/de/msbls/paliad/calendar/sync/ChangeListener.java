package de.msbls.paliad.calendar.sync;

import de.msbls.paliad.calendar.platform.database.PatientPool;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears that changes were captured. A hint only: behind a pooler that swallows it, or while it reconnects, the worker's own
 * poll finds them.
 */
@ApplicationScoped
class ChangeListener {

    private static final Logger LOG = Logger.getLogger(ChangeListener.class);
    private static final String CHANNEL = "paliad_changes";
    private static final long RECONNECT_MILLIS = 5_000;

    private final Vertx vertx;
    private final PatientPool pool;
    private final AtomicReference<@Nullable PgSubscriber> subscriber = new AtomicReference<>();

    ChangeListener(Vertx vertx, PatientPool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    void start(Runnable wake) {
        PgConnectOptions options = pool.connectOptions();
        PgSubscriber listening = PgSubscriber.subscriber(vertx, options).reconnectPolicy(retries -> RECONNECT_MILLIS);
        subscriber.set(listening);
        listening.channel(CHANNEL).handler(payload -> wake.run());
        listening.connect().onFailure(failure -> LOG.infof("no notifications, polling only: %s", failure.getMessage()));
    }

    void stop() {
        PgSubscriber listening = subscriber.getAndSet(null);
        if (listening != null) {
            listening.close().onFailure(failure -> LOG.debug("the listening connection was closed already", failure));
        }
    }
}
