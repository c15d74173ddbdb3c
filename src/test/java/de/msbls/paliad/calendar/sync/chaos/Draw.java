package de.msbls.paliad.calendar.sync.chaos;

import java.util.List;
import java.util.Random;

/** The choices of one who acts by chance: the same seed, the same choices. */
final class Draw {

    private final Random random;

    Draw(long seed) {
        this.random = new Random(seed);
    }

    /** True so often in a hundred. */
    boolean percent(int share) {
        return random.nextInt(100) < share;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
