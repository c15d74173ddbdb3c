package de.msbls.paliad.calendar.platform.start;

import de.msbls.paliad.calendar.platform.config.PaliadConfig;
import de.msbls.paliad.calendar.platform.config.PaliadConfig.Migrate;
import de.msbls.paliad.calendar.platform.config.PaliadConfig.Role;
import de.msbls.paliad.calendar.platform.crypto.MasterKeys;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses to start with settings that cannot work, and outside dev mode and tests with settings that are dangerous. Each
 * complaint says what to do.
 */
@ApplicationScoped
public class ConfigCheck {

    private static final String KEYS = "paliad.credentials.keys";
    private static final String NETWORKS = "paliad.caldav.allowed-networks";

    private final PaliadConfig config;
    private final Config settings;

    ConfigCheck(PaliadConfig config, Config settings) {
        this.config = config;
        this.settings = settings;
    }

    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 100) StartupEvent event) {
        List<String> complaints = complaints(ConfigUtils.isProfileActive("dev") || ConfigUtils.isProfileActive("test"));
        if (!complaints.isEmpty()) {
            throw new IllegalStateException("This configuration cannot be used:\n- " + String.join("\n- ", complaints));
        }
    }

    /** @param trial dev mode or a test, where what is dangerous elsewhere may be needed */
    List<String> complaints(boolean trial) {
        List<String> complaints = new ArrayList<>();
        boolean serves = config.migrate() != Migrate.ONLY;
        if (serves) {
            complaints.addAll(keys());
        }
        complaints.addAll(networks(trial));
        complaints.addAll(certificates());
        complaints.addAll(durations());
        complaints.addAll(webhook(trial));
        if (!trial) {
            complaints.addAll(unencrypted());
        }
        if (!trial && serves && config.role() != Role.WORKER) {
            complaints.addAll(tokens());
        }
        return complaints;
    }

    private List<String> keys() {
        List<String> keys = config.credentials().keys().orElse(List.of());
        if (keys.isEmpty()) {
            return List.of(KEYS + " is not set: give at least one id:base64, made with: openssl rand -base64 32");
        }
        try {
            MasterKeys.parse(keys);
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of(KEYS + ": " + e.getMessage());
        }
    }

    private List<String> networks(boolean trial) {
        List<String> complaints = new ArrayList<>();
        for (String text : config.caldav().allowedNetworks().orElse(List.of())) {
            Optional<AllowedNetwork> network = AllowedNetwork.parse(text);
            if (network.isEmpty()) {
                complaints.add(NETWORKS + ": " + text + " is no network: write it as 10.1.0.0/16 or fd00:1::/32");
            } else if (!trial && network.get().isDangerous()) {
                complaints.add(NETWORKS + ": " + text + " would let users reach this machine, its cloud's metadata or"
                        + " any internal host: name the CalDAV server's own network only");
            }
        }
        return complaints;
    }

    private List<String> certificates() {
        return config.caldav().trustedCertificates().orElse(List.of()).stream()
                .filter(file -> !Files.isReadable(file))
                .map(file -> "paliad.caldav.trusted-certificates: " + file + " cannot be read")
                .toList();
    }

    private List<String> durations() {
        List<String> complaints = new ArrayList<>();
        Duration request = config.caldav().requestTimeout();
        positive(complaints, "paliad.caldav.request-timeout", request);
        positive(complaints, "paliad.worker.poll-interval", config.worker().pollInterval());
        positive(complaints, "paliad.worker.turn", config.worker().turn());
        positive(complaints, "paliad.worker.grace", config.worker().grace());
        positive(complaints, "paliad.log.retention", config.log().retention());
        positive(
                complaints,
                "paliad.retention.resolved-conflicts",
                config.retention().resolvedConflicts());
        positive(complaints, "paliad.retention.audit", config.retention().audit());
        positive(complaints, "paliad.api.idempotency-keep", config.api().idempotencyKeep());
        positive(complaints, "paliad.sync.active-interval", config.sync().activeInterval());
        positive(complaints, "paliad.sync.quiet-interval", config.sync().quietInterval());
        positive(complaints, "paliad.sync.complete-interval", config.sync().completeInterval());
        positive(complaints, "paliad.sync.window-past", config.sync().windowPast());
        positive(complaints, "paliad.metrics.queue-interval", config.metrics().queueInterval());
        if (config.guard().accessHold().isNegative()) {
            complaints.add("paliad.guard.access-hold must not be negative");
        }
        if (config.worker().lease().compareTo(request.multipliedBy(2)) <= 0) {
            complaints.add("paliad.worker.lease must be longer than twice paliad.caldav.request-timeout, since a"
                    + " request may only start when it ends before the lease does");
        }
        return complaints;
    }

    private List<String> webhook(boolean trial) {
        if (config.webhook().url().isEmpty()) {
            return List.of();
        }
        List<String> complaints = new ArrayList<>();
        String scheme = config.webhook().url().get().getScheme();
        if (!"https".equals(scheme) && !(trial && "http".equals(scheme))) {
            complaints.add("paliad.webhook.url must be an https URL");
        }
        if (!isSecret(config.webhook().secret().orElse(""))) {
            complaints.add(
                    "paliad.webhook.secret must be base64 of 24 bytes at least, made with: openssl rand -base64 32");
        }
        return complaints;
    }

    private static boolean isSecret(String text) {
        try {
            return Base64.getDecoder().decode(text.replaceFirst("^whsec_", "")).length >= 24;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void positive(List<String> complaints, String setting, Duration value) {
        if (value.isNegative() || value.isZero()) {
            complaints.add(setting + " must be longer than nothing");
        }
    }

    private List<String> unencrypted() {
        return config.caldav().allowHttp()
                ? List.of("paliad.caldav.allow-http would send passwords in the clear: unset it")
                : List.of();
    }

    private List<String> tokens() {
        List<String> complaints = new ArrayList<>();
        if (isUnset("mp.jwt.verify.publickey.location") && isUnset("mp.jwt.verify.publickey")) {
            complaints.add("mp.jwt.verify.publickey.location is not set: give the JWKS URL of your identity provider");
        }
        if (isUnset("mp.jwt.verify.issuer")) {
            complaints.add("mp.jwt.verify.issuer is not set: tokens of any issuer would be taken");
        }
        if (isUnset("mp.jwt.verify.audiences")) {
            complaints.add("mp.jwt.verify.audiences is not set: tokens for other applications would be taken");
        }
        return complaints;
    }

    private boolean isUnset(String setting) {
        String none = "NONE"; // what SmallRye JWT takes for an absent key
        return settings.getOptionalValue(setting, String.class)
                .filter(value -> !value.isBlank() && !value.equals(none))
                .isEmpty();
    }
}
