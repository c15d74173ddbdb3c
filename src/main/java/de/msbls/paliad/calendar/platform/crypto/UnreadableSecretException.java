package de.msbls.paliad.calendar.platform.crypto;

/** A sealed secret cannot be opened: its master key is gone, it belongs to another owner, or its bytes are damaged. */
public final class UnreadableSecretException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableSecretException(String message) {
        super(message);
    }

    UnreadableSecretException(String message, Throwable cause) {
        super(message, cause);
    }
}
