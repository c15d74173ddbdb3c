package de.msbls.paliad.calendar.platform.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VaultTest {

    private static final String OLD = "old:" + Base64.getEncoder().encodeToString(bytes(1));
    private static final String NEW = "new:" + Base64.getEncoder().encodeToString(bytes(2));
    private static final KeyOwner ANNA = owner("6f1f6f0e-0000-4000-8000-000000000001", "https://dav.example:443");
    private static final byte[] PASSWORD = "correct horse 🐎".getBytes(UTF_8);

    /** Made by another implementation of AES-GCM, after the layout that SealedBox documents. */
    private static final String KNOWN_KEY =
            "01036f6c64000102030405060708090a0bbba7972524fb007ef663edcf2c64c6acbed77919e184531769d3229bbd9a23"
                    + "ad66bd7a82f25da43fab700ff2d8a694d3";

    private static final String KNOWN_PASSWORD =
            "0110663430363233396139323737313034651415161718191a1b1c1d1e1f59b1c0697b0c8f70eec878425064e1bf6189"
                    + "d7a1974f0f66277a89339f9b138c2b2d";

    private final Vault vault = vault(OLD);

    @Test
    void whatWasSealedOpensAgain() {
        byte[] key = vault.newDataKey(ANNA);

        assertThat(vault.open(key, ANNA).open("", vault.open(key, ANNA).seal("", PASSWORD)))
                .isEqualTo(PASSWORD);
    }

    @Test
    void knownBytesOpenInEveryLaterVersion() {
        byte[] key = HexFormat.of().parseHex(KNOWN_KEY);

        assertThat(vault.open(key, ANNA).open("", HexFormat.of().parseHex(KNOWN_PASSWORD)))
                .isEqualTo(PASSWORD);
    }

    @Test
    void aRowCopiedToAnotherUserIsUnreadable() {
        byte[] key = vault.newDataKey(ANNA);
        byte[] sealed = vault.open(key, ANNA).seal("", PASSWORD);
        KeyOwner bert = new KeyOwner(UUID.randomUUID(), ANNA.origin());

        assertThatThrownBy(() -> vault.open(key, bert).open("", sealed)).isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void aRowPointedAtAnotherOriginIsUnreadable() {
        byte[] key = vault.newDataKey(ANNA);
        byte[] sealed = vault.open(key, ANNA).seal("", PASSWORD);
        KeyOwner elsewhere = new KeyOwner(ANNA.userId(), "https://evil.example:443");

        assertThatThrownBy(() -> vault.open(key, elsewhere).open("", sealed))
                .isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void anObjectOfOneTargetDoesNotPassForAnother() {
        byte[] key = vault.newDataKey(ANNA);
        byte[] sealed = vault.open(key, ANNA).seal("target-1", PASSWORD);

        assertThatThrownBy(() -> vault.open(key, ANNA).open("target-2", sealed))
                .isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void aDataKeyOfTheSameOwnerOpensNothingOfAnotherDataKey() {
        byte[] sealed = vault.open(vault.newDataKey(ANNA), ANNA).seal("", PASSWORD);

        assertThatThrownBy(() -> vault.open(vault.newDataKey(ANNA), ANNA).open("", sealed))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining("another data key");
    }

    @Test
    void everyDamagedByteIsNoticed() {
        byte[] key = vault.newDataKey(ANNA);
        byte[] sealed = vault.open(key, ANNA).seal("", PASSWORD);

        for (int i = 0; i < sealed.length; i++) {
            byte[] damaged = sealed.clone();
            damaged[i] ^= 1;
            assertThatThrownBy(() -> vault.open(key, ANNA).open("", damaged))
                    .isInstanceOf(UnreadableSecretException.class);
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> vault.open(key, ANNA).open("", cut)).isInstanceOf(UnreadableSecretException.class);
        }
    }

    @Test
    void theFormatAndTheKeyIdStandInTheBytes() {
        byte[] key = vault.newDataKey(ANNA);

        assertThat(key[0]).isEqualTo((byte) 1);
        assertThat(new String(key, 2, key[1], US_ASCII)).isEqualTo("old");
    }

    @Test
    void thePlaintextAndTheNonceNeverRepeat() {
        byte[] key = vault.newDataKey(ANNA);

        assertThat(vault.open(key, ANNA).seal("", PASSWORD))
                .isNotEqualTo(vault.open(key, ANNA).seal("", PASSWORD));
    }

    @Test
    void aRotationRewrapsTheDataKeyAndLeavesTheSecretAsItIs() {
        byte[] key = vault.newDataKey(ANNA);
        byte[] sealed = vault.open(key, ANNA).seal("", PASSWORD);

        byte[] rewrapped = vault(NEW, OLD).rewrap(key, ANNA);

        assertThat(vault(NEW).open(rewrapped, ANNA).open("", sealed)).isEqualTo(PASSWORD);
        assertThatThrownBy(() -> vault(NEW).open(key, ANNA).open("", sealed))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining("old");
    }

    @Test
    void theOwnerIsTheOriginWhateverThePath() {
        assertThat(KeyOwner.of(ANNA.userId(), URI.create("HTTPS://Dav.Example/remote.php/dav")))
                .isEqualTo(ANNA);
    }

    @Test
    void aMalformedMasterKeyIsRefusedWithoutShowingIt() {
        assertThatIllegalArgumentException().isThrownBy(() -> vault("c2VjcmV0")).withMessageNotContaining("c2VjcmV0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vault("a:c2VjcmV0"))
                .withMessageNotContaining("c2VjcmV0");
        assertThatIllegalArgumentException().isThrownBy(() -> vault("a:***"));
        assertThatIllegalArgumentException().isThrownBy(() -> vault(OLD, OLD)).withMessageContaining("twice");
    }

    private static Vault vault(String... keys) {
        return new Vault(MasterKeys.parse(List.of(keys)), SecureRandom::new);
    }

    private static KeyOwner owner(String id, String origin) {
        return new KeyOwner(UUID.fromString(id), origin);
    }

    private static byte[] bytes(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
