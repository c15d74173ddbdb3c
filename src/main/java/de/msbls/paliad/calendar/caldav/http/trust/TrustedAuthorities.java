package de.msbls.paliad.calendar.caldav.http.trust;

import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The authorities whose certificates are trusted: the public ones, and those of a deployment. */
public final class TrustedAuthorities {

    private TrustedAuthorities() {}

    /**
     * The public authorities and those in these PEM files; null, which is the public ones alone, where there are no files.
     *
     * @throws IllegalArgumentException naming the file that cannot be read or holds no certificate
     */
    public static @Nullable TrustOptions of(List<Path> files) {
        if (files.isEmpty()) {
            return null;
        }
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            for (X509Certificate known : manager(null).getAcceptedIssuers()) {
                add(all, known);
            }
            for (Path file : files) {
                read(all, file);
            }
            return TrustOptions.wrap(manager(all));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the trusted certificates cannot be used: " + e.getMessage(), e);
        }
    }

    private static void read(KeyStore all, Path file) throws GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (found.isEmpty()) {
                throw new IllegalArgumentException(file + " holds no certificate");
            }
            for (Certificate one : found) {
                add(all, one);
            }
        } catch (CertificateException e) {
            throw new IllegalArgumentException(file + " holds no certificate", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read", e);
        }
    }

    private static void add(KeyStore all, Certificate one) throws GeneralSecurityException {
        all.setCertificateEntry("authority-" + all.size(), one);
    }

    private static X509TrustManager manager(@Nullable KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no X.509 trust manager"));
    }
}
