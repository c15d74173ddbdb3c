package de.msbls.paliad.calendar.testing;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

/** Bearer tokens that {@link ServiceUnderTest} accepts. */
public final class Tokens {

    static final String ISSUER = "https://identity.example.test";

    static final String AUDIENCE = "paliad-calendar";

    /** System properties, since a test and its resources may have been loaded by two class loaders. */
    private static final String PRIVATE_KEY = "test.token.private-key";

    private static final String PUBLIC_KEY = "test.token.public-key";

    private Tokens() {}

    /** @return a token of that user, without any role, good for five minutes */
    public static String of(UUID userId) {
        return of(userId, userId + "@example.test");
    }

    /** @return a token that also says the user's e-mail address and roles */
    public static String of(UUID userId, String email, String... roles) {
        return signed(Jwt.issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(userId.toString())
                .upn(email)
                .claim("email", email)
                .groups(Set.copyOf(Arrays.asList(roles))));
    }

    /** @return a token of that user, good for no longer than that */
    public static String expiring(UUID userId, Duration after) {
        return signed(
                Jwt.issuer(ISSUER).audience(AUDIENCE).subject(userId.toString()).expiresIn(after));
    }

    /** @return a token with the role that manages clients and teams */
    public static String admin(UUID userId) {
        return of(userId, userId + "@example.test", "admin");
    }

    /** @return a token with that role, and with a subject that may be no user's id */
    public static String adminWithSubject(String subject) {
        return signed(Jwt.issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(subject)
                .upn(subject)
                .groups(Set.of("admin")));
    }

    static String signed(JwtClaimsBuilder claims) {
        return claims.sign(privateKey());
    }

    static String publicKey() {
        generateOnce();
        return System.getProperty(PUBLIC_KEY);
    }

    private static PrivateKey privateKey() {
        generateOnce();
        byte[] key = Base64.getDecoder().decode(System.getProperty(PRIVATE_KEY));
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void generateOnce() {
        synchronized (System.getProperties()) {
            if (System.getProperty(PRIVATE_KEY) == null) {
                KeyPair pair = generate();
                Base64.Encoder base64 = Base64.getEncoder();
                System.setProperty(
                        PRIVATE_KEY, base64.encodeToString(pair.getPrivate().getEncoded()));
                System.setProperty(
                        PUBLIC_KEY, base64.encodeToString(pair.getPublic().getEncoded()));
            }
        }
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
