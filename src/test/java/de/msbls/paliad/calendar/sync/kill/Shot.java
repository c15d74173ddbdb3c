package de.msbls.paliad.calendar.sync.kill;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.Random;

/**
 * Which request the service does not live through, and how far that one gets.
 *
 * @param nth among those of its kind, from one
 */
record Shot(Kind kind, Moment moment, int nth) {

    enum Kind {
        CREATE,
        UPDATE,
        DELETE,
        PROPFIND,
        REPORT;

        static Optional<Kind> of(HttpServerRequest request) {
            return switch (request.method().name()) {
                case "PUT" -> Optional.of(request.headers().contains("If-None-Match") ? CREATE : UPDATE);
                case "DELETE" -> Optional.of(DELETE);
                case "PROPFIND" -> Optional.of(PROPFIND);
                case "REPORT" -> Optional.of(REPORT);
                default -> Optional.empty();
            };
        }

        boolean writes() {
            return this == CREATE || this == UPDATE || this == DELETE;
        }
    }

    enum Moment {
        /** The server never hears of it. */
        BEFORE_FORWARDING,
        /** The server acts while or after the service dies. */
        AFTER_FORWARDING,
        /** The server has acted and answered. */
        BEFORE_REPLYING
    }

    static Shot drawn(Random random) {
        Kind[] kinds = Kind.values();
        Moment[] moments = Moment.values();
        Kind kind = kinds[random.nextInt(kinds.length)];
        int most = kind.writes() ? 2 : 1;
        return new Shot(kind, moments[random.nextInt(moments.length)], 1 + random.nextInt(most));
    }

    @Override
    public String toString() {
        return kind + " " + nth + " " + moment;
    }
}
