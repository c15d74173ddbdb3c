package de.msbls.paliad.calendar.testing;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What a process can be sent. */
public enum Signal {
    /** It stands still from now on; it cannot refuse. */
    STOP,
    /** It goes on where it stood. */
    CONT,
    QUIT;

    /** Answers when it is sent, whatever it does to the process. */
    public void send(long pid) {
        try {
            int status = new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("no SIG" + name() + " could be sent to process " + pid);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
