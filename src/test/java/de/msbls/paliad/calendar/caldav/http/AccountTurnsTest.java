package de.msbls.paliad.calendar.caldav.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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

    private UniAssertSubscriber<String> work(UUID id) {
        return turns.inTurn(id, () -> Uni.createFrom().<String>emitter(begun::add))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }
}
