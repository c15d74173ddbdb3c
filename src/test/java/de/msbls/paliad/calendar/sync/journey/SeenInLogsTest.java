package de.msbls.paliad.calendar.sync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.msbls.paliad.calendar.sync.Lawyer;
import de.msbls.paliad.calendar.sync.measure.BindingWatch;
import de.msbls.paliad.calendar.testing.Doorkeeper;
import de.msbls.paliad.calendar.testing.LogLines;
import de.msbls.paliad.calendar.testing.LogLines.Line;
import de.msbls.paliad.calendar.testing.RealServers;
import de.msbls.paliad.calendar.testing.RemoteAccount;
import de.msbls.paliad.calendar.testing.RemoteCalendar;
import de.msbls.paliad.calendar.testing.RemoteServer;
import de.msbls.paliad.calendar.testing.ServiceUnderTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator reads in the log of a lawyer's ticks: which they are, and nothing about her. */
@QuarkusTest
@WithTestResource(ServiceUnderTest.class)
class SeenInLogsTest extends Journey {

    private LogLines log;
    private Doorkeeper door;

    @Override
    protected RemoteServer server() {
        return RealServers.radicale();
    }

    @Override
    protected RemoteAccount asTheServiceReaches(RemoteAccount account) {
        door = Doorkeeper.before(account.server());
        return account.through(door.url());
    }

    @BeforeEach
    void listen() {
        log = LogLines.listen();
    }

    @AfterEach
    void close() {
        log.close();
        door.close();
    }

    @Test
    void eachLineOfATickNamesItAndItsAccountAndBinding() {
        synced("Hearing of Zander");
        UUID binding = lawyer.firstBinding();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(linesOf(binding))
                .anySatisfy(line -> assertThat(line.message()).isEqualTo("in_sync: 1 pushed, 0 pulled, 0 deleted")));
        lawyer.awaitAnotherTick(binding);

        assertThat(linesOf(binding)).hasSizeGreaterThan(1).allSatisfy(line -> assertThat(line.fields())
                .containsEntry("account", accountId().toString())
                .hasEntrySatisfying("tick", tick -> assertThat(tick).matches("[0-9a-f]{8}")));
        assertThat(linesOf(binding).stream().filter(line -> line.isOf(BindingWatch.class)))
                .extracting(line -> line.fields().get("tick"))
                .doesNotHaveDuplicates();
    }

    @Test
    void theIdsStayWithTheirTickWhenManyRunAtOnce() {
        Map<Lawyer, RemoteCalendar> others = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            RemoteAccount another = server().newAccount();
            RemoteCalendar hers = another.newCalendar();
            others.put(Lawyer.connected(firm, another, hers), hers);
        }
        others.keySet().forEach(other -> firm.appointment(other.id(), null, "Call", START));
        synced("Hearing");
        others.forEach((other, hers) -> other.awaitTitles(hers, "Call"));

        Map<String, Set<String>> accountsByTick = log.lines().stream()
                .filter(line -> line.fields().containsKey("tick"))
                .collect(Collectors.groupingBy(
                        line -> line.fields().get("tick"),
                        Collectors.mapping(line -> line.fields().get("account"), Collectors.toSet())));
        assertThat(accountsByTick).hasSizeGreaterThan(3).allSatisfy((tick, accounts) -> assertThat(accounts)
                .hasSize(1));
    }

    @Test
    void theLineAboutALostLeaseNamesTickAndBinding() {
        synced("Dentist");
        UUID binding = lawyer.firstBinding();
        door.answer(visit -> {
            if (visit.method().equals("PUT")) {
                firm.execute("UPDATE paliad.caldav_leases SET fence = fence + 1 WHERE account_id = ?", accountId());
            }
            return Doorkeeper.LETS_PASS;
        });
        firm.appointment(lawyer.id(), null, "School", START);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(linesOf(binding)).anySatisfy(line -> {
                    assertThat(line.message()).contains("another turn goes on");
                    assertThat(line.fields()).containsKeys("tick", "account", "binding");
                }));
    }

    @Test
    void noLineNamesAPersonAPasswordOrAnAppointment() {
        UUID hearing = synced("Hearing of Zander");
        door.answer(visit -> visit.method().equals("PUT") ? 500 : Doorkeeper.LETS_PASS);
        retitle(hearing, "Zander against Yilmaz");
        lawyer.awaitState(lawyer.firstBinding(), "waiting");
        door.letAllPass();
        retitle(hearing, "Zander against Yilmaz adjourned");
        lawyer.awaitTitles(calendar, "Zander against Yilmaz adjourned");
        edit(hrefOf("Zander against Yilmaz adjourned"), SeenInLogsTest::withoutAZone);
        lawyer.awaitAnotherTick(lawyer.firstBinding());

        assertThat(log.lines().stream().filter(Line::isOurs)).isNotEmpty();
        assertThat(log.lines().stream().map(Line::text))
                .noneMatch(text -> text.contains("Zander"))
                .noneMatch(text -> text.contains(account.username()))
                .noneMatch(text -> text.contains(account.password()))
                .noneMatch(text -> text.contains(calendar.path()))
                .noneMatch(text -> text.contains("@firm.test"));
    }

    /** What nobody can read: it means another instant to every reader. */
    private static String withoutAZone(String ics) {
        return ics.replaceAll("(?m)^(DTSTART|DTEND)[^:]*:([0-9T]+)Z?", "$1:$2");
    }

    private List<Line> linesOf(UUID binding) {
        return log.lines().stream()
                .filter(line -> binding.toString().equals(line.fields().get("binding")))
                .toList();
    }

    private UUID accountId() {
        return (UUID) firm.query("SELECT account_id FROM paliad.user_caldav_config WHERE user_id = ?", lawyer.id())
                .get(0)
                .get("account_id");
    }
}
