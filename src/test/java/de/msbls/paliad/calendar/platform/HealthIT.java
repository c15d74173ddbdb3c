package de.msbls.paliad.calendar.platform;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the packaged service, or the native binary. */
@QuarkusIntegrationTest
class HealthIT extends HealthTest {}
