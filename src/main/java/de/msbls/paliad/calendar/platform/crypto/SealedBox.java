package de.msbls.paliad.calendar.platform.crypto;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM in one layout: format version (1 byte), length of the key id (1 byte), key id, nonce (12 bytes),
 * ciphertext with its tag (16 bytes). All that stands before the nonce is authenticated along with the context.
 */
final class SealedBox {

    static final int NONCE_BYTES = 12;

    private static final byte FORMAT = 1;
    private static final int TAG_BITS = 128;

    private final String keyId;
    private final byte[] nonce;
    private final byte[] ciphertext;

    private SealedBox(String keyId, byte[] nonce, byte[] ciphertext) {
        this.keyId = keyId;
        this.nonce = nonce;
        this.ciphertext = ciphertext;
    }

    String keyId() {
        return keyId;
    }

    static SealedBox seal(SecretKey key, String keyId, byte[] nonce, byte[] plaintext, String... context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(associatedData(keyId, context));
            return new SealedBox(keyId, nonce, cipher.doFinal(plaintext));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    byte[] open(SecretKey key, String... context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(associatedData(keyId, context));
            return cipher.doFinal(ciphertext);
        } catch (GeneralSecurityException e) {
            throw new UnreadableSecretException("sealed for another owner or purpose, or damaged", e);
        }
    }

    static SealedBox read(byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            if (buffer.get() != FORMAT) {
                throw new UnreadableSecretException("of a format that this version does not know");
            }
            byte[] keyId = new byte[Byte.toUnsignedInt(buffer.get())];
            buffer.get(keyId);
            byte[] nonce = new byte[NONCE_BYTES];
            buffer.get(nonce);
            if (buffer.remaining() < TAG_BITS / Byte.SIZE) {
                throw new UnreadableSecretException("cut short");
            }
            byte[] ciphertext = new byte[buffer.remaining()];
            buffer.get(ciphertext);
            return new SealedBox(new String(keyId, StandardCharsets.US_ASCII), nonce, ciphertext);
        } catch (BufferUnderflowException e) {
            throw new UnreadableSecretException("cut short", e);
        }
    }

    /** What the bytes of every box begin with that this key seals. */
    static byte[] beginning(String keyId) {
        byte[] id = keyId.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 + id.length)
                .put(FORMAT)
                .put((byte) id.length)
                .put(id)
                .array();
    }

    byte[] bytes() {
        byte[] beginning = beginning(keyId);
        return ByteBuffer.allocate(beginning.length + nonce.length + ciphertext.length)
                .put(beginning)
                .put(nonce)
                .put(ciphertext)
                .array();
    }

    /** Each part with its length before it, so that no two contexts have the same bytes. */
    private static byte[] associatedData(String keyId, String... context) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                DataOutputStream data = new DataOutputStream(bytes)) {
            data.writeByte(FORMAT);
            data.writeUTF(keyId);
            for (String part : context) {
                data.writeUTF(part);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
