package de.msbls.paliad.calendar.platform.http;

import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** A representation and the version that its ETag tells. */
public record Versioned<T>(T body, long version) {

    /** 200 with the ETag. */
    public RestResponse<T> toResponse() {
        return ResponseBuilder.ok(body)
                .header(HttpHeaders.ETAG, EntityTag.of(version))
                .build();
    }

    /** 201 with the ETag and where the new resource is. */
    public RestResponse<T> toCreated(java.net.URI location) {
        return ResponseBuilder.<T>created(location)
                .entity(body)
                .header(HttpHeaders.ETAG, EntityTag.of(version))
                .build();
    }
}
