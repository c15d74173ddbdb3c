package de.msbls.paliad.calendar.caldav.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** HTTP Basic credentials in UTF-8 (RFC 7617 §2.1). {@code toString} shows none of them. */
public final class BasicCredentials {

    private final String header;

    public BasicCredentials(String username, String password) {
        byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        this.header = "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** The value of the Authorization header. */
    String header() {
        return header;
    }

    @Override
    public String toString() {
        return "BasicCredentials[***]";
    }
}
