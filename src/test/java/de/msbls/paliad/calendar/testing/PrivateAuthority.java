package de.msbls.paliad.calendar.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certification authority of a firm's own, made for this run of the tests: no browser and no JDK knows it. */
public final class PrivateAuthority {

    private static final String PASSWORD = "changeit";

    private final Path directory;
    private final Path certificate;

    /** What it keeps goes with this run. */
    public PrivateAuthority() throws IOException {
        this.directory = Files.createTempDirectory("authority");
        directory.toFile().deleteOnExit();
        this.certificate = file("authority.pem");
        keytool("-genkeypair", "-alias", "authority", "-dname", "CN=The firm's authority", "-ext", "bc:c");
        Files.writeString(certificate, certificates("authority"));
    }

    /** @return the PEM file to be trusted */
    public Path certificate() {
        return certificate;
    }

    /**
     * Makes a certificate for 127.0.0.1.
     *
     * @return a PEM file with its key, itself and the authority's
     */
    public Path issue(String name) {
        return forThisMachine(name, "-signer", "authority", "-signerkeypass", PASSWORD);
    }

    /** As {@link #issue} does, but it was good until yesterday only. */
    public Path issueExpired(String name) {
        return forThisMachine(name, "-startdate", "-3d", "-signer", "authority", "-signerkeypass", PASSWORD);
    }

    /** As {@link #issue} does, but nobody vouches for it. */
    public Path selfSigned(String name) {
        return forThisMachine(name);
    }

    private Path forThisMachine(String name, String... more) {
        List<String> options = new ArrayList<>(List.of("-ext", "san=ip:127.0.0.1"));
        options.addAll(List.of(more));
        keytool(options, "-genkeypair", "-alias", name, "-dname", "CN=" + name);
        try {
            return Files.writeString(file(name + ".pem"), privateKey(name) + certificates(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a client that trusts this authority alone. */
    public SSLContext trustingContext() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", keys().getCertificate("authority"));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String privateKey(String alias) {
        try {
            return pem(
                    "PRIVATE KEY", keys().getKey(alias, PASSWORD.toCharArray()).getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String certificates(String alias) {
        try {
            StringBuilder chain = new StringBuilder();
            for (var one : keys().getCertificateChain(alias)) {
                chain.append(pem("CERTIFICATE", one.getEncoded()));
            }
            return chain.toString();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore keys() throws GeneralSecurityException, IOException {
        return KeyStore.getInstance(file("keys").toFile(), PASSWORD.toCharArray());
    }

    private Path file(String name) {
        Path file = directory.resolve(name);
        file.toFile().deleteOnExit();
        return file;
    }

    private static String pem(String what, byte[] der) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }

    private void keytool(String... command) {
        keytool(List.of(), command);
    }

    private void keytool(List<String> more, String... command) {
        List<String> whole = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        whole.addAll(List.of(command));
        whole.addAll(more);
        whole.addAll(List.of("-keyalg", "EC", "-validity", "2", "-storetype", "PKCS12"));
        whole.addAll(List.of("-keystore", file("keys").toString(), "-storepass", PASSWORD));
        Path log = file("keytool.log");
        try {
            Process process = new ProcessBuilder(whole)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
