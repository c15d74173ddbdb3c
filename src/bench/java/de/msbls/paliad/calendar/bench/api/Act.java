package de.msbls.paliad.calendar.bench.api;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What a user asks of the API. */
enum Act {
    /** The month before her: a page of its appointments. */
    LIST(HttpMethod.GET, 200) {
        @Override
        String path(Pick pick) {
            return PATH + MONTH;
        }

        @Override
        String body(Pick pick, String title) {
            return "";
        }
    },
    /** One more appointment of a project. */
    CREATE(HttpMethod.POST, 201) {
        @Override
        String path(Pick pick) {
            return PATH;
        }

        @Override
        String body(Pick pick, String title) {
            return new JsonObject()
                    .put("title", title)
                    .put("description", BusyFirm.JUST_MADE)
                    .put("location", BusyFirm.LOCATION)
                    .put("starts_at", pick.startsAt().toString())
                    .put("ends_at", pick.endsAt().toString())
                    .put("time_zone", BusyFirm.ZONE)
                    .put("project_id", pick.project().toString())
                    .encode();
        }
    },
    /** Another title for an appointment that is there. */
    PATCH(HttpMethod.PATCH, 200) {
        @Override
        String path(Pick pick) {
            return PATH + "/" + pick.appointment();
        }

        @Override
        String body(Pick pick, String title) {
            return new JsonObject().put("title", title).encode();
        }
    };

    private static final String PATH = "/api/appointments";
    private static final String MONTH = month(LocalDate.now(ZoneOffset.UTC));

    private final HttpMethod method;
    private final int expected;

    Act(HttpMethod method, int expected) {
        this.method = method;
        this.expected = expected;
    }

    HttpMethod method() {
        return method;
    }

    /** The status of its answer. */
    int expected() {
        return expected;
    }

    abstract String path(Pick pick);

    /** Empty: it has none. */
    abstract String body(Pick pick, String title);

    private static String month(LocalDate today) {
        return "?from=" + today + "&to=" + today.plusMonths(1);
    }
}
