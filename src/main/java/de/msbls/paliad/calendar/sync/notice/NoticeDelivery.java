package de.msbls.paliad.calendar.sync.notice;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Sends due notices to the webhook, again and ever more rarely until one is taken; after three days it is given up. */
@ApplicationScoped
public class NoticeDelivery {

    private static final Logger LOG = Logger.getLogger(NoticeDelivery.class);

    private static final int AT_ONCE = 10;
    private static final Duration FIRST_REST = Duration.ofSeconds(10);
    private static final Duration LONGEST_REST = Duration.ofHours(6);

    /** Of rests that double to six hours: three days. */
    private static final int MOST_ATTEMPTS = 22;

    private final NoticeRepository notices;
    private final Webhook webhook;

    NoticeDelivery(NoticeRepository notices, Webhook webhook) {
        this.notices = notices;
        this.webhook = webhook;
    }

    /** Does nothing where no webhook is configured. */
    public Uni<Void> deliver() {
        if (!webhook.isConfigured()) {
            return Uni.createFrom().voidItem();
        }
        return notices.take(AT_ONCE, Webhook.TIMEOUT.multipliedBy(2))
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : Uni.join()
                                .all(due.stream().map(this::deliver).toList())
                                .andCollectFailures()
                                .replaceWithVoid());
    }

    private Uni<Void> deliver(Notice notice) {
        return webhook.post(notice)
                .onItemOrFailure()
                .transformToUni((taken, failure) -> failure == null ? notices.forget(notice) : failed(notice, failure));
    }

    private Uni<Void> failed(Notice notice, Throwable failure) {
        int attempts = notice.attempts() + 1;
        LOG.warnf("notice %s was not taken (%d. try): %s", notice.id(), attempts, failure.getMessage());
        return attempts < MOST_ATTEMPTS ? notices.postpone(notice, rest(attempts)) : notices.forget(notice);
    }

    static Duration rest(int attempts) {
        Duration grown = FIRST_REST.multipliedBy(1L << Math.min(attempts - 1, 20));
        return grown.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : grown;
    }
}
