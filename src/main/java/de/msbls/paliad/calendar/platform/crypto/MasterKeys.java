package de.msbls.paliad.calendar.platform.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The master keys of {@code paliad.credentials.keys}. The first wraps new data keys, all of them open old ones.
 *
 * @param byId in the order of the setting
 */
public record MasterKeys(Map<String, SecretKey> byId) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    private static final int BYTES = 32;

    /**
     * Reads {@code id:base64 of 32 bytes} entries.
     *
     * @throws IllegalArgumentException with what to do about it; the message never holds key material
     */
    public static MasterKeys parse(List<String> entries) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        for (String entry : entries) {
            int colon = entry.indexOf(':');
            if (colon < 0 || !ID.matcher(entry.substring(0, colon)).matches()) {
                throw new IllegalArgumentException("each key is written id:base64, the id of 1 to 32 letters,"
                        + " digits, dots, dashes or underscores");
            }
            String id = entry.substring(0, colon);
            if (keys.put(id, key(id, entry.substring(colon + 1))) != null) {
                throw new IllegalArgumentException("key id " + id + " is given twice");
            }
        }
        return new MasterKeys(keys);
    }

    private static SecretKey key(String id, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip().getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("key " + id + " is not base64", e);
        }
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("key " + id + " must be 32 bytes, made with: openssl rand -base64 32");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    Optional<Map.Entry<String, SecretKey>> first() {
        return byId.entrySet().stream().findFirst();
    }

    Optional<SecretKey> named(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Never the keys. */
    @Override
    public String toString() {
        return "MasterKeys" + byId.keySet();
    }
}
