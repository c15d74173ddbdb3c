package de.msbls.paliad.calendar.platform.crypto;

import java.util.List;

/** The bytes of an account's data key, which the service shows to nobody: for a test that looks for them where they must not be. */
public final class RevealedDataKey {

    private RevealedDataKey() {}

    /** @param masterKey as {@code paliad.credentials.keys} has it */
    public static byte[] of(byte[] wrapped, String masterKey, KeyOwner owner) {
        SealedBox box = SealedBox.read(wrapped);
        return box.open(
                MasterKeys.parse(List.of(masterKey)).named(box.keyId()).orElseThrow(),
                "paliad data key",
                owner.userId().toString(),
                owner.origin(),
                "");
    }
}
