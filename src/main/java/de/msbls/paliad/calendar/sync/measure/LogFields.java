package de.msbls.paliad.calendar.sync.measure;

import java.util.UUID;
import org.jboss.logging.MDC;

/** The ids that each line carries which is logged during a tick. They are kept with the tick's own context. */
final class LogFields {

    private static final String TICK = "tick";
    private static final String ACCOUNT = "account";
    private static final String BINDING = "binding";

    private LogFields() {}

    static void tick(String tick, UUID account) {
        MDC.put(TICK, tick);
        MDC.put(ACCOUNT, account.toString());
    }

    static void binding(UUID binding) {
        MDC.put(BINDING, binding.toString());
    }

    static void noBinding() {
        MDC.remove(BINDING);
    }
}
