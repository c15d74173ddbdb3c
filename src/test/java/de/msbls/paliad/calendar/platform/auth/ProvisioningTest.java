package de.msbls.paliad.calendar.platform.auth;

import static de.msbls.paliad.calendar.testing.Problems.problem;
import static de.msbls.paliad.calendar.testing.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.testing.Api;
import de.msbls.paliad.calendar.testing.FirmData;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import de.msbls.paliad.calendar.testing.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ProvisioningTest.Provisioning.class)
@WithTestResource(ServiceUnderTest.class)
class ProvisioningTest {

    private static final Map<String, Object> PERSONAL =
            Map.of("title", "Mine", "all_day", true, "start_date", "2026-12-01", "end_date", "2026-12-02");

    DataSource database;

    private FirmData firm;
    private UUID stranger;

    @BeforeEach
    void someoneWhomTheFirmDoesNotKnow() {
        firm = new FirmData(database);
        stranger = UUID.randomUUID();
    }

    @Test
    void aValidWriteOfAnUnknownUserInsertsHer() {
        Api.as(stranger).post("/api/appointments", PERSONAL).then().statusCode(201);

        assertThat(known()).hasSize(1);
        assertThat(known().get(0)).containsEntry("email", stranger + "@example.test");
    }

    @Test
    void manyFirstWritesAtOnceInsertHerOnce() {
        assertThat(IntStream.range(0, 8).parallel().map(i -> Api.as(stranger)
                        .post("/api/appointments", PERSONAL)
                        .statusCode()))
                .containsOnly(201);
        assertThat(known()).hasSize(1);
    }

    @Test
    void readsAndRefusedWritesLeaveNobodyBehind() {
        Api api = Api.as(stranger);

        api.get("/api/caldav-bindings").then().statusCode(200);
        refused(api.post("/api/appointments", Map.of("title", "")), "title");
        problem(
                api.post("/api/caldav-bindings", Map.of("calendar_path", "/c/", "scope_kind", "all_visible")),
                409,
                "no-connection");
        problem(api.delete("/api/appointments/" + UUID.randomUUID()), 404, "not-found");

        assertThat(known()).isEmpty();
    }

    @Test
    void anEmailAddressOfAnotherUserIsNotTakenOver() {
        UUID anna = firm.user();
        Api impostor = Api.with(Tokens.of(stranger, anna + "@firm.test"));

        problem(impostor.post("/api/appointments", PERSONAL), 403, "unknown-user");
        assertThat(known()).isEmpty();
    }

    private List<Map<String, Object>> known() {
        return firm.query("SELECT email FROM paliad.users WHERE id = ?", stranger);
    }

    public static final class Provisioning implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("paliad.users.provision", "true");
        }
    }
}
