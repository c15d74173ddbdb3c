package de.msbls.paliad.calendar.bench.api;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Which acts a load consists of; the shares are percent. */
enum Mix {
    LIST(Map.of(Act.LIST, 100)),
    CREATE(Map.of(Act.CREATE, 100)),
    PATCH(Map.of(Act.PATCH, 100)),
    /** As an office does: it looks far more often than it writes. */
    ALL(Map.of(Act.LIST, 80, Act.CREATE, 10, Act.PATCH, 10));

    private final Map<Act, Integer> shares;

    Mix(Map<Act, Integer> shares) {
        this.shares = new EnumMap<>(shares);
    }

    Map<Act, Integer> shares() {
        return shares;
    }

    Act next(RandomGenerator random) {
        int place = random.nextInt(100);
        for (Map.Entry<Act, Integer> share : shares.entrySet()) {
            place -= share.getValue();
            if (place < 0) {
                return share.getKey();
            }
        }
        throw new IllegalStateException("the shares of " + this + " are not 100 percent");
    }

    @Override
    public String toString() {
        return this == ALL ? "80 % list, 10 % create, 10 % patch" : name().toLowerCase(Locale.ROOT);
    }
}
