package de.msbls.paliad.calendar.sync.notice;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.sync.outcome.AccountOutcome;
import de.msbls.paliad.calendar.sync.outcome.BindingOutcome;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Raises a notice in the transaction that brings a binding or a connection into a state that only a person can end. */
@ApplicationScoped
public class Notices {

    private final NoticeRepository repository;
    private final boolean anybodyListens;

    Notices(NoticeRepository repository, PaliadConfig config) {
        this.repository = repository;
        this.anybodyListens = config.webhook().url().isPresent();
    }

    /** To be called before the outcome is saved: what it was until then tells whether this is news. */
    public Uni<Void> raise(SqlClient transaction, BindingOutcome outcome) {
        return anybodyListens && outcome.state().needsPerson()
                ? repository.raiseOfBinding(
                        transaction, outcome.bindingId(), outcome.state().word(), outcome.errorCode())
                : Uni.createFrom().voidItem();
    }

    /** As {@link #raise(SqlClient, BindingOutcome)}. */
    public Uni<Void> raise(SqlClient transaction, UUID account, AccountOutcome outcome) {
        return anybodyListens && outcome.state().needsPerson()
                ? repository.raiseOfAccount(
                        transaction, account, outcome.state().word(), outcome.errorCode())
                : Uni.createFrom().voidItem();
    }
}
