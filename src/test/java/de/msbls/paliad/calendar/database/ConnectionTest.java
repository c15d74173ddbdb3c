package de.msbls.paliad.calendar.database;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import java.util.UUID;

class ConnectionTest {

    @OnEveryPostgres
    void aNewConnectionIsOpenToBeWorkedOn(FirmDatabase firm) {
        UUID account = firm.connection(firm.user("Anna"));
        assertThat(firm.<UUID>values("SELECT account_id FROM paliad.caldav_leases WHERE due_at <= now() AND fence = 0"))
                .containsExactly(account);
        assertThat(firm.<String>value("SELECT state FROM paliad.caldav_account_state WHERE account_id = ?", account))
                .isEqualTo("pending");
    }

    @OnEveryPostgres
    void pointedElsewhereItRetiresItsAccountAndOpensAnother(FirmDatabase firm) {
        UUID former = firm.connection(firm.user("Anna"));
        UUID present = UUID.randomUUID();
        firm.run("""
                UPDATE paliad.user_caldav_config
                SET account_id = ?, server_url = 'https://elsewhere.example/', password_encrypted = 'other'
                """, present);
        assertThat(firm.rows("SELECT * FROM paliad.retired_caldav_accounts"))
                .singleElement()
                .satisfies(account -> assertThat(account)
                        .containsEntry("account_id", former)
                        .containsEntry("server_url", "https://calendar.example/")
                        .containsEntry("password_encrypted", "sealed".getBytes()));
        assertThat(firm.<UUID>values("SELECT account_id FROM paliad.caldav_leases"))
                .containsExactlyInAnyOrder(former, present);
        assertThat(firm.<UUID>values("SELECT account_id FROM paliad.caldav_account_state"))
                .containsExactlyInAnyOrder(former, present);
    }

    @OnEveryPostgres
    void aNewPasswordRetiresNothing(FirmDatabase firm) {
        UUID account = firm.connection(firm.user("Anna"));
        firm.run("UPDATE paliad.user_caldav_config SET account_id = account_id, password_encrypted = 'other'");
        assertThat(firm.count("retired_caldav_accounts")).isZero();
        assertThat(firm.<UUID>values("SELECT account_id FROM paliad.caldav_leases"))
                .containsExactly(account);
    }

    @OnEveryPostgres
    void aRemovedConnectionIsRetired(FirmDatabase firm) {
        UUID account = firm.connection(firm.user("Anna"));
        firm.run("DELETE FROM paliad.user_caldav_config");
        assertThat(firm.<UUID>values("SELECT account_id FROM paliad.retired_caldav_accounts"))
                .containsExactly(account);
    }
}
