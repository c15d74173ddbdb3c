package de.msbls.paliad.calendar.testing;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;

/** Bearer tokens of that user that nobody may accept, by what is wrong with each. */
public final class BadTokens {

    private static final long HOUR = 3600;
    private static final PrivateKey ANOTHERS_KEY = anotherKey();

    private BadTokens() {}

    public static Map<String, String> of(UUID user) {
        String good = Tokens.of(user);
        String[] parts = good.split("\\.");
        return Map.of(
                "no token at all", "Anna",
                "unsigned", base64("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + parts[1] + ".",
                "signature cut off", parts[0] + "." + parts[1] + ".",
                "another's payload",
                        parts[0] + "." + Tokens.of(UUID.randomUUID()).split("\\.")[1] + "." + parts[2],
                "signed with the public key as a secret", claims(user).jws().sign(publicKeyAsSecret()),
                "signed by another", claims(user).sign(ANOTHERS_KEY),
                "of another issuer", Tokens.signed(claims(user).issuer("https://elsewhere.example.test")),
                "for another audience", Tokens.signed(claims(user).audience("billing")),
                "over", Tokens.signed(claims(user).issuedAt(now() - 2 * HOUR).expiresAt(now() - HOUR)),
                "of no user of ours", Tokens.signed(claims(user).subject("anna")));
    }

    private static JwtClaimsBuilder claims(UUID user) {
        return Jwt.issuer(Tokens.ISSUER)
                .audience(Tokens.AUDIENCE)
                .subject(user.toString())
                .upn(user + "@example.test");
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    /** What a library does that takes the algorithm from the token (RFC 8725 §2.1). */
    private static SecretKeySpec publicKeyAsSecret() {
        return new SecretKeySpec(Base64.getDecoder().decode(Tokens.publicKey()), "HmacSHA256");
    }

    private static PrivateKey anotherKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
