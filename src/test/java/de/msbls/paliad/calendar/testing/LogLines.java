package de.msbls.paliad.calendar.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Hears all that is logged while it is open, the lines of this service down to debugging, with their fields. */
public final class LogLines extends Handler {

    private static final String OURS = "de.msbls.paliad.calendar";

    private static final PatternFormatter MESSAGE = new PatternFormatter("%m");

    private final Logger root = LogContext.getLogContext().getLogger("");
    private final Logger ours = LogContext.getLogContext().getLogger(OURS);
    private final Level before = ours.getLevel();
    private final List<Line> lines = new CopyOnWriteArrayList<>();

    /** A line: who said what, with which fields, and the stack trace if there is one. */
    public record Line(String logger, String message, Map<String, String> fields, String trace) {

        /** The name of the class that says it, among the classes of this service. */
        public boolean isOf(Class<?> source) {
            return logger.equals(source.getName());
        }

        public boolean isOurs() {
            return logger.startsWith(OURS);
        }

        /** Everything of it that could be read. */
        public String text() {
            return message + fields + trace;
        }
    }

    private LogLines() {
        setLevel(Level.ALL);
        ours.setLevel(org.jboss.logmanager.Level.DEBUG);
        ours.setUseParentHandlers(false); // the console is not for all that
        ours.addHandler(this);
        root.addHandler(this);
    }

    public static LogLines listen() {
        return new LogLines();
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord record) {
        ExtLogRecord line = ExtLogRecord.wrap(record);
        lines.add(new Line(
                line.getLoggerName(), MESSAGE.format(line), Map.copyOf(line.getMdcCopy()), trace(line.getThrown())));
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(trace));
        }
        return trace.toString();
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        root.removeHandler(this);
        ours.removeHandler(this);
        ours.setUseParentHandlers(true);
        ours.setLevel(before);
    }
}
