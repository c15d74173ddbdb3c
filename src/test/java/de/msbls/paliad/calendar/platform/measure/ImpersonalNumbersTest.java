package de.msbls.paliad.calendar.platform.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImpersonalNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "200, /api/projects, /api/projects",
        "404, /api/caldav-bindings/{id}/items/{appointment_id}/restore, /api/caldav-bindings/{id}/items/{appointment_id}/restore",
        "404, NOT_FOUND, NOT_FOUND",
        "200, root, root",
        "429, /api/caldav-bindings/{id}, /api/caldav-bindings/{id}",
        "429, /api/caldav-bindings/8bc82559-1b6d-4c95-8c35-2a9dc1503a34, REFUSED",
        "503, /api/anna@firm.example, REFUSED",
        "405, /api/anna, REFUSED"
    })
    void aRequestIsCountedByItsTemplateOrByNoPathAtAll(String status, String path, String counted) {
        Meter.Id asked = requests("http.server.requests", status, path);

        assertThat(new ImpersonalNumbers().map(asked)).isEqualTo(requests("http.server.requests", status, counted));
    }

    @ParameterizedTest
    @CsvSource("405, /8bc82559")
    void othersAreLeftAlone(String status, String path) {
        Meter.Id other = requests("paliad.caldav.requests", status, path);

        assertThat(new ImpersonalNumbers().map(other)).isSameAs(other);
    }

    private static Meter.Id requests(String name, String status, String path) {
        return new Meter.Id(name, Tags.of("status", status, "uri", path), null, null, Meter.Type.TIMER);
    }
}
