package de.msbls.paliad.calendar.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The API as one user calls it. Bodies are JSON text, or maps. */
public final class Api {

    private final @Nullable URI service;
    private final String token;

    private Api(@Nullable URI service, String token) {
        this.service = service;
        this.token = token;
    }

    /** Of a service that the test framework did not start. */
    public static Api at(URI service, UUID user) {
        return new Api(service, Tokens.of(user));
    }

    /** As {@link #at(URI, UUID)}, with a token of any kind. */
    public static Api at(URI service, String token) {
        return new Api(service, token);
    }

    public static Api as(UUID user) {
        return new Api(null, Tokens.of(user));
    }

    public static Api with(String token) {
        return new Api(null, token);
    }

    public Response get(String path, Object... parameters) {
        return request().get(path, parameters);
    }

    public Response post(String path, Object body) {
        return json(body).post(path);
    }

    public Response post(String path, Object body, Map<String, String> headers) {
        return json(body).headers(headers).post(path);
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
        RequestSpecification request = given().auth().oauth2(token);
        return service == null ? request : request.baseUri(service.toString()).port(service.getPort());
    }

    private RequestSpecification json(Object body) {
        return request().contentType(ContentType.JSON).body(body);
    }
}
