package de.msbls.paliad.calendar.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** The API as one user calls it. Bodies are JSON text, or maps. */
public final class Api {

    private final String token;

    private Api(String token) {
        this.token = token;
    }

    public static Api as(UUID user) {
        return new Api(Tokens.of(user));
    }

    public static Api with(String token) {
        return new Api(token);
    }

    public Response get(String path, Object... parameters) {
        return request().get(path, parameters);
    }

    public Response post(String path, Object body) {
        return json(body).post(path);
    }

    public Response put(String path, Object body) {
        return json(body).put(path);
    }

    public Response patch(String path, Object body) {
        return json(body).patch(path);
    }

    public Response patch(String path, Object body, Map<String, String> headers) {
        return json(body).headers(headers).patch(path);
    }

    public Response delete(String path) {
        return request().delete(path);
    }

    /** With the token and nothing else. */
    public RequestSpecification request() {
        return given().auth().oauth2(token);
    }

    private RequestSpecification json(Object body) {
        return request().contentType(ContentType.JSON).body(body);
    }
}
