package de.msbls.paliad.calendar.connection.rotation;

import de.msbls.paliad.calendar.platform.crypto.KeyOwner;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/** The data key of an account, connected or retired, as it is stored. */
record WrappedKey(UUID accountId, KeyOwner owner, Buffer bytes) {}
