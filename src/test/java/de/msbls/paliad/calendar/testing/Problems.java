package de.msbls.paliad.calendar.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.restassured.response.Response;

/** What every refusal of the API looks like (RFC 9457). */
public final class Problems {

    private Problems() {}

    /** A 400 that blames that field. */
    public static void refused(Response answer, String field) {
        problem(answer, 400, "invalid-request");
        assertThat(answer.jsonPath().getList("errors.field")).contains(field);
    }

    /** A problem document of that type, which tells nothing of the code behind it. */
    public static void problem(Response answer, int status, String type) {
        answer.then()
                .statusCode(status)
                .contentType(equalTo("application/problem+json"))
                .body("type", equalTo("urn:paliad:problem:" + type))
                .body("status", equalTo(status))
                .body("title", not(blankOrNullString()))
                .body(not(containsString("Exception")))
                .body(not(containsString("de.msbls")))
                .body(not(containsString("SELECT")));
    }
}
