package de.msbls.paliad.calendar.caldav.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AccountTurnsTest {

    private final AccountTurns turns = new AccountTurns(2);
    private final UUID account = UUID.randomUUID();
    private final List<UniEmitter<? super String>> begun = new ArrayList<>();

    @Test
    void thirdOneWaitsUntilOneIsDoneAndTheyBeginInOrder() {
        UniAssertSubscriber<String> first = work(account);
        work(account);
        work(account);
        work(account);
        assertThat(begun).hasSize(2);

        begun.get(0).complete("done");
        first.assertCompleted();
        assertThat(begun).hasSize(3);

        begun.get(1).fail(new IllegalStateException("failed"));
        assertThat(begun).hasSize(4);
    }

    @Test
    void cancelledOneMakesRoomWhetherItHadBegunOrNot() {
        UniAssertSubscriber<String> running = work(account);
        work(account);
        UniAssertSubscriber<String> waiting = work(account);
        work(account);

        waiting.cancel();
        assertThat(begun).hasSize(2);
        running.cancel();
        assertThat(begun).hasSize(3);
        begun.get(1).complete("done");
        begun.get(2).complete("done");

        work(account);
        work(account);
        work(account);
        assertThat(begun).hasSize(5);
    }

    @Test
    void anotherAccountDoesNotWait() {
        work(account);
        work(account);
        work(UUID.randomUUID());

        assertThat(begun).hasSize(3);
    }

    @Test
    void oneThatWaitedBeginsWhereItsCallerStandsAndNotWhereRoomWasMade() {
        Vertx vertx = Vertx.vertx();
        Context anna = vertx.getOrCreateContext();
        Context ben = ((VertxInternal) vertx).createEventLoopContext();
        CompletableFuture<Context> begunOn = new CompletableFuture<>();
        work(account);
        work(account);

        ben.runOnContext(here -> {
            turns.inTurn(account, () -> {
                        begunOn.complete(Vertx.currentContext());
                        return Uni.createFrom().voidItem();
                    })
                    .subscribe()
                    .with(done -> {});
            anna.runOnContext(there -> begun.get(0).complete("done"));
        });

        assertThat(begunOn.orTimeout(10, TimeUnit.SECONDS).join()).isSameAs(ben);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private UniAssertSubscriber<String> work(UUID id) {
        return turns.inTurn(id, () -> Uni.createFrom().<String>emitter(begun::add))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }
}
