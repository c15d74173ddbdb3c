package de.msbls.paliad.calendar.administration.offboarding;

import static de.msbls.paliad.calendar.platform.database.Times.instant;

import de.msbls.paliad.calendar.connection.Retirement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What is left of a user who leaves. */
@ApplicationScoped
class OffBoardingRepository {

    private static final String STANDING = """
            SELECT EXISTS (SELECT FROM paliad.users WHERE id = $1) AS known,
                   EXISTS (SELECT FROM paliad.user_caldav_config WHERE user_id = $1) AS connected
            """;

    private static final String RETIRED = """
            SELECT regexp_replace(paliad.host_of(account.server_url), '^.*@', '') AS server_host,
                   (SELECT count(*) FROM paliad.caldav_tombstones owed WHERE owed.account_id = account.account_id) AS owed,
                   account.retired_at, known.state, known.error_code, known.retry_at
            FROM paliad.retired_caldav_accounts account
            LEFT JOIN paliad.caldav_account_state known ON known.account_id = account.account_id
            WHERE account.user_id = $1
            ORDER BY account.retired_at, account.account_id
            """;

    /** Nothing for a user whom the firm does not know, and of whom no account is left. */
    Uni<Optional<OffBoarding>> find(SqlClient client, UUID userId) {
        return client.preparedQuery(RETIRED)
                .execute(Tuple.of(userId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(OffBoardingRepository::account)
                        .toList())
                .chain(accounts -> client.preparedQuery(STANDING)
                        .execute(Tuple.of(userId))
                        .map(rows -> rows.iterator().next())
                        .map(row -> row.getBoolean("known") || !accounts.isEmpty()
                                ? Optional.of(OffBoarding.of(userId, row.getBoolean("connected"), accounts))
                                : Optional.empty()));
    }

    private static RetiredAccount account(Row row) {
        return new RetiredAccount(
                row.getString("server_host"),
                row.getLong("owed"),
                row.getOffsetDateTime("retired_at").toInstant().plus(Retirement.LONGEST),
                row.getString("state"),
                row.getString("error_code"),
                instant(row.getOffsetDateTime("retry_at")));
    }
}
