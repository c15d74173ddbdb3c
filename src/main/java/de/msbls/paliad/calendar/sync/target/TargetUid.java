package de.msbls.paliad.calendar.sync.target;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The UID of a target: UUIDv5 (RFC 9562 §5.5) of (binding, appointment, incarnation), the same however often it is asked. */
public final class TargetUid {

    private static final UUID NAMESPACE = UUID.fromString("8f1a6f0e-6f64-5a3b-9c53-0d6a1c1f7a52");

    private TargetUid() {}

    public static String of(UUID binding, UUID appointment, int incarnation) {
        String name = binding + "/" + appointment + "/" + incarnation;
        MessageDigest sha1 = sha1();
        sha1.update(ByteBuffer.allocate(16)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .flip());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & ~0xF000L) | 0x5000L;
        long low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
