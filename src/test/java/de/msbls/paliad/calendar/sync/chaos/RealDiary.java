package de.msbls.paliad.calendar.sync.chaos;

import de.msbls.paliad.calendar.testing.RemoteCalendar;
import de.msbls.paliad.calendar.testing.RemoteServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** On a real server. */
record RealDiary(RemoteServer server, RemoteCalendar calendar) implements Diary {

    @Override
    public String path() {
        return calendar.path();
    }

    @Override
    public List<String> hrefs() {
        return calendar.list();
    }

    /** The etag is asked for first: should the text be a later one, the etag does not hold any more. */
    @Override
    public Optional<Sheet> read(String href) {
        String etag = calendar.etags().get(href);
        return etag == null ? Optional.empty() : calendar.get(href).map(text -> new Sheet(href, text, etag));
    }

    @Override
    public boolean replace(Sheet seen, String text) {
        return calendar.replace(seen.href(), seen.state(), text);
    }

    @Override
    public boolean mayHaveLost(String href, Instant since, Instant until) {
        return server.writes().stream()
                        .filter(write -> write.href().equals(href) && write.isDone() && write.overlaps(since, until))
                        .count()
                > 1;
    }

    @Override
    public boolean delete(Sheet seen) {
        return calendar.delete(seen.href(), seen.state());
    }

    @Override
    public String add(String href, String text) {
        calendar.put(href, text);
        return calendar.get(href).orElseThrow();
    }

    @Override
    public Map<String, String> all() {
        Map<String, String> texts = new TreeMap<>();
        hrefs().forEach(href -> calendar.get(href).ifPresent(text -> texts.put(href, text)));
        return texts;
    }
}
