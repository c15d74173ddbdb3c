package de.msbls.paliad.calendar.sync.chaos;

import de.msbls.paliad.calendar.sync.model.server.Calendars;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** On a scripted server, past HTTP. */
record ScriptedDiary(Calendars server, String path) implements Diary {

    @Override
    public List<String> hrefs() {
        return List.copyOf(all().keySet());
    }

    @Override
    public Optional<Sheet> read(String href) {
        return Optional.ofNullable(server.in(path).get(name(href))).map(text -> new Sheet(href, text, text));
    }

    @Override
    public boolean replace(Sheet seen, String text) {
        return server.replace(path, name(seen.href()), seen.state(), text);
    }

    @Override
    public boolean mayHaveLost(String href, Instant since, Instant until) {
        return false; // one after the other
    }

    @Override
    public boolean delete(Sheet seen) {
        return server.replace(path, name(seen.href()), seen.state(), null);
    }

    @Override
    public String add(String href, String text) {
        server.put(path, name(href), text);
        return Objects.requireNonNull(server.in(path).get(name(href)));
    }

    @Override
    public Map<String, String> all() {
        Map<String, String> texts = new TreeMap<>();
        server.in(path).forEach((name, text) -> texts.put(path + name, text));
        return texts;
    }

    private String name(String href) {
        return href.substring(path.length());
    }
}
