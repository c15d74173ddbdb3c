package de.msbls.paliad.calendar.sync.model.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a server makes of the text that it is given to keep. */
public enum Texts {
    AS_SENT,
    REFOLDED,
    REORDERED,
    WITH_PROPERTIES_OF_ITS_OWN,
    /** Descriptions cut off at {@value #MOST} characters. */
    TRUNCATED;

    public static final int MOST = 24;

    String kept(String text, long stamp) {
        return switch (this) {
            case AS_SENT -> text;
            case REFOLDED -> folded(unfolded(text), 40);
            case REORDERED -> folded(reordered(unfolded(text)), 75);
            case WITH_PROPERTIES_OF_ITS_OWN -> text.replace("END:VEVENT", "X-SERVER-STAMP:" + stamp + "\r\nEND:VEVENT");
            case TRUNCATED -> folded(truncated(unfolded(text)), 75);
        };
    }

    /** Content lines without their folds. */
    public static List<String> unfolded(String text) {
        return new ArrayList<>(
                text.replace("\r\n ", "").replace("\r\n\t", "").lines().toList());
    }

    public static String folded(List<String> lines, int width) {
        StringBuilder folded = new StringBuilder();
        for (String line : lines) {
            String rest = line;
            while (rest.length() > width) {
                folded.append(rest, 0, width).append("\r\n ");
                rest = rest.substring(width);
            }
            folded.append(rest).append("\r\n");
        }
        return folded.toString();
    }

    private static List<String> reordered(List<String> lines) {
        int begin = lines.indexOf("BEGIN:VEVENT");
        int end = lines.indexOf("END:VEVENT");
        if (begin < 0 || end < 0) {
            return lines;
        }
        List<String> event = lines.subList(begin + 1, end);
        if (event.stream().noneMatch(line -> line.startsWith("BEGIN:"))) {
            event.sort(Comparator.reverseOrder());
        }
        return lines;
    }

    private static List<String> truncated(List<String> lines) {
        lines.replaceAll(line -> line.startsWith("DESCRIPTION:") && line.length() > 12 + MOST
                ? line.substring(0, 12 + MOST).replaceFirst("\\\\+$", "")
                : line);
        return lines;
    }
}
