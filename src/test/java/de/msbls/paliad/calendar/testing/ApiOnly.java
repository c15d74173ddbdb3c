package de.msbls.paliad.calendar.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A service without a worker: what a test writes into the engine's tables stays as it wrote it. */
public final class ApiOnly implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("paliad.role", "api");
    }
}
