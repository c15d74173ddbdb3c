package de.msbls.paliad.calendar.sync.slice;

import static org.assertj.core.api.Assertions.assertThat;

import de.msbls.paliad.calendar.binding.ScopeKind;
import de.msbls.paliad.calendar.testing.FirmDatabase;
import de.msbls.paliad.calendar.testing.OnEveryPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

class SliceSemanticsTest {

    private static final int FIRMS = 4;

    @OnEveryPostgres
    void everyScopeOfAnyFirmHoldsWhatItsWordsSay(FirmDatabase firm) {
        try (SliceReader slices = new SliceReader(firm)) {
            long seed = new Random().nextLong();
            for (int round = 0; round < FIRMS; round++) {
                Random random = new Random(seed + round);
                emptied(firm);
                RandomFirm chance = new RandomFirm(firm, random);
                UUID user = RandomFirm.any(chance.users, random);
                UUID binding = firm.binding(user, "all_visible", null);
                for (UUID owner : chance.users) {
                    for (Scope scope : scopes(owner, chance)) {
                        String which = "seed " + (seed + round) + ", " + scope;
                        Set<UUID> expected = chance.slice(scope);
                        assertThat(slices.count(scope)).as(which).isEqualTo(expected.size());
                        assertThat(ids(slices.differences(binding, scope)))
                                .as(which)
                                .containsExactlyInAnyOrderElementsOf(expected);
                        List<UUID> some = some(chance, random);
                        assertThat(ids(slices.differences(binding, scope, some)))
                                .as(which + " among " + some)
                                .containsExactlyInAnyOrderElementsOf(
                                        expected.stream().filter(some::contains).collect(Collectors.toSet()));
                    }
                }
            }
        }
    }

    private static void emptied(FirmDatabase firm) {
        firm.run("DELETE FROM paliad.appointments");
        firm.run("DELETE FROM paliad.projects");
        firm.run("DELETE FROM paliad.users");
    }

    /** Every kind on every node, fitting or not, on a node that is nowhere, and with personal appointments and without. */
    private static List<Scope> scopes(UUID user, RandomFirm firm) {
        List<UUID> nodes = new ArrayList<>(firm.nodes.keySet());
        nodes.add(UUID.randomUUID());
        List<Scope> scopes = new ArrayList<>();
        for (boolean includePersonal : new boolean[] {false, true}) {
            for (ScopeKind kind : ScopeKind.values()) {
                if (kind.isRoot()) {
                    scopes.add(new Scope(user, kind, null, includePersonal));
                } else {
                    nodes.forEach(node -> scopes.add(new Scope(user, kind, node, includePersonal)));
                }
            }
        }
        return scopes;
    }

    /** Some of the appointments, some of them twice, and one that is nowhere. */
    private static List<UUID> some(RandomFirm firm, Random random) {
        List<UUID> some = new ArrayList<>(List.of(UUID.randomUUID()));
        for (int i = 0; i < 12; i++) {
            some.add(RandomFirm.any(firm.appointments, random).id());
        }
        return some;
    }

    private static List<UUID> ids(List<SliceDifference> differences) {
        return differences.stream().map(SliceDifference::appointmentId).toList();
    }
}
