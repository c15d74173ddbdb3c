package de.msbls.paliad.calendar.sync.event;

/** An appointment whose times make no event; the reason is a stable code of the quarantine. */
public final class UnrenderableAppointmentException extends RuntimeException {

    private final String reason;

    UnrenderableAppointmentException(String reason) {
        super("the appointment makes no event: " + reason);
        this.reason = reason;
    }

    UnrenderableAppointmentException(String reason, Throwable cause) {
        super("the appointment makes no event: " + reason, cause);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
