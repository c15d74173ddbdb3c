package de.msbls.paliad.calendar.dev.firm;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class DemoFirmTest {

    @Test
    void theDemoFirmHasFortyAppointmentsInAllKindsOfMatters() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Flyway.configure()
                    .dataSource(postgres.getPostgresDatabase())
                    .schemas("paliad")
                    .load()
                    .migrate();
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(script());

                assertThat(count(statement, "paliad.appointments")).isEqualTo(40);
                assertThat(count(statement, "paliad.appointments WHERE project_id IS NULL"))
                        .isGreaterThan(5);
                assertThat(count(statement, "(SELECT DISTINCT kind FROM paliad.projects) kinds"))
                        .isEqualTo(5);
                for (DemoLawyer lawyer : DemoLawyer.values()) {
                    assertThat(count(statement, "paliad.users WHERE id = '" + lawyer.id() + "'"))
                            .isEqualTo(1);
                }
                assertThat(count(statement, "paliad.users")).isEqualTo(DemoLawyer.values().length);
            }
        }
    }

    @Test
    void aLawyerIsFoundByTheNameInTheTokensUrl() {
        assertThat(Arrays.stream(DemoLawyer.values()).map(DemoLawyer::username))
                .containsExactly("anna", "ben", "clara");
        assertThat(DemoLawyer.of("anna")).contains(DemoLawyer.ANNA);
        assertThat(DemoLawyer.of("mallory")).isEmpty();
    }

    private static int count(Statement statement, String rows) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT count(*) FROM " + rows)) {
            result.next();
            return result.getInt(1);
        }
    }

    private static String script() throws Exception {
        try (InputStream in = DemoFirmTest.class.getResourceAsStream("/demo-firm.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
