package de.msbls.paliad.calendar.sync.slice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.msbls.paliad.calendar.binding.ScopeKind;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

class SlicePlanTest {

    private static final List<String> PLAN_CACHE_MODES = List.of("force_custom_plan", "force_generic_plan");

    private final ObjectMapper json = new ObjectMapper();

    @OnEveryPostgres
    void noPlanReadsTheAppointmentsWhole(FirmDatabase database) {
        LargeFirm firm = new LargeFirm(database);
        List<UUID> users = List.of(firm.partner, firm.lawyer, firm.clerk);
        List<UUID> bindings = users.stream().map(firm::syncedBinding).toList();
        firm.analyze();
        List<String> someAppointments = Stream.of(1, 100, 10_000)
                .map(many -> someAppointments(database, many))
                .toList();

        for (String mode : PLAN_CACHE_MODES) {
            database.run("SET plan_cache_mode = " + mode);
            for (ScopeKind kind : ScopeKind.values()) {
                String node = node(firm, kind);
                for (int i = 0; i < users.size(); i++) {
                    for (boolean includePersonal : new boolean[] {false, true}) {
                        String scope = "'%s', %s, %s".formatted(users.get(i), node, includePersonal);
                        String bound = scope + ", '" + bindings.get(i) + "'";
                        assertReadsByIndex(database, SliceRepository.countSql(kind), scope);
                        assertReadsByIndex(database, SliceRepository.differencesSql(kind), bound);
                        for (String ids : someAppointments) {
                            String among = bound + ", " + ids;
                            assertReadsByIndex(database, SliceRepository.differencesAmongSql(kind), among);
                        }
                    }
                }
            }
        }
    }

    private static String node(LargeFirm firm, ScopeKind kind) {
        if (kind.isRoot()) {
            return "NULL";
        }
        return "'" + firm.node(kind == ScopeKind.PROJECT ? "case" : kind.word()) + "'";
    }

    private static String someAppointments(FirmDatabase database, int many) {
        return "'"
                + database.value(
                        "SELECT array_agg(id)::text FROM (SELECT id FROM paliad.appointments LIMIT ?) appointment",
                        many)
                + "'";
    }

    private void assertReadsByIndex(FirmDatabase database, String sql, String parameters) {
        database.run("PREPARE asked AS " + sql);
        String plan = database.<Object>value("EXPLAIN (FORMAT JSON) EXECUTE asked (" + parameters + ")")
                .toString();
        database.run("DEALLOCATE asked");
        assertThat(scansOfAppointments(plan)).as(sql).isNotEmpty().noneMatch(scan -> scan.toLowerCase(Locale.ROOT)
                .contains("seq"));
    }

    private List<String> scansOfAppointments(String plan) {
        try {
            return json.readTree(plan).findParents("Relation Name").stream()
                    .filter(scan -> scan.get("Relation Name").asText().equals("appointments"))
                    .map(scan -> scan.get("Node Type").asText())
                    .toList();
        } catch (JsonProcessingException e) {
            throw new AssertionError(plan, e);
        }
    }
}
