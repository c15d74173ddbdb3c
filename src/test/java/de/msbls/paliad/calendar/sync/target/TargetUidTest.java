package de.msbls.paliad.calendar.sync.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TargetUidTest {

    private static final UUID BINDING = UUID.fromString("11111111-2222-4333-8444-555555555555");
    private static final UUID APPOINTMENT = UUID.fromString("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee");

    /** By Python: uuid5(UUID('8f1a6f0e-6f64-5a3b-9c53-0d6a1c1f7a52'), binding + '/' + appointment + '/0'). */
    @Test
    void itIsTheNameBasedUuidOfAnyOtherImplementation() {
        assertThat(TargetUid.of(BINDING, APPOINTMENT, 0)).isEqualTo("68f781f0-3fd6-5620-b077-69263b47324f");
        assertThat(TargetUid.of(BINDING, APPOINTMENT, 7)).isEqualTo("59887812-2f81-5795-807f-db0fde7a964a");
    }

    @Test
    void itIsTheSameHoweverOftenItIsAsked() {
        assertThat(TargetUid.of(BINDING, APPOINTMENT, 3)).isEqualTo(TargetUid.of(BINDING, APPOINTMENT, 3));
    }

    @Test
    void itDiffersByBindingAppointmentAndIncarnation() {
        assertThat(TargetUid.of(BINDING, APPOINTMENT, 1))
                .isNotEqualTo(TargetUid.of(BINDING, APPOINTMENT, 2))
                .isNotEqualTo(TargetUid.of(APPOINTMENT, BINDING, 1))
                .isNotEqualTo(TargetUid.of(UUID.randomUUID(), APPOINTMENT, 1))
                .isNotEqualTo(TargetUid.of(BINDING, UUID.randomUUID(), 1));
    }

    @Test
    void itHasVersionFiveAndTheVariantOfTheStandard() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            UUID one = new UUID(random.nextLong(), random.nextLong());
            UUID uid = UUID.fromString(TargetUid.of(one, APPOINTMENT, i));
            assertThat(uid.version()).isEqualTo(5);
            assertThat(uid.variant()).isEqualTo(2);
        }
    }
}
