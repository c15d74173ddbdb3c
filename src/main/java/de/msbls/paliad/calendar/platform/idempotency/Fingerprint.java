package de.msbls.paliad.calendar.platform.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells two requests apart: SHA-256 of method, path and body. How the body was spelled does not count, only what it says. */
final class Fingerprint {

    private final ObjectMapper json;

    Fingerprint(ObjectMapper json) {
        this.json = json;
    }

    /** @param body as it was read */
    String of(String method, String path, Object body) {
        MessageDigest digest = sha256();
        digest.update((method + " " + path + "\n").getBytes(UTF_8));
        digest.update(written(body));
        return HexFormat.of().formatHex(digest.digest());
    }

    private byte[] written(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read can be written", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has it", e);
        }
    }
}
