package de.msbls.paliad.calendar.oversight.live;

import de.msbls.paliad.calendar.binding.Binding;
import de.msbls.paliad.calendar.connection.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How everything of one user stood at one moment.
 *
 * @param connection null: none
 * @param bindings by their ids, in the order of the API
 */
record StateSnapshot(@Nullable Connection connection, Map<UUID, Binding> bindings) {

    static StateSnapshot of(@Nullable Connection connection, List<Binding> bindings) {
        Map<UUID, Binding> byId = new LinkedHashMap<>();
        bindings.forEach(binding -> byId.put(binding.id(), binding));
        return new StateSnapshot(connection, byId);
    }

    /** For somebody who knows nothing, or nothing any more. */
    List<LiveEvent> whole() {
        return List.of(LiveEvent.connection(connection), LiveEvent.bindings(bindings.values()));
    }

    /** What is new to somebody who knows how it stood before. */
    List<LiveEvent> since(StateSnapshot before) {
        List<LiveEvent> events = new ArrayList<>();
        if (!Objects.equals(connection, before.connection)) {
            events.add(LiveEvent.connection(connection));
        }
        before.bindings.keySet().stream()
                .filter(id -> !bindings.containsKey(id))
                .forEach(id -> events.add(LiveEvent.bindingRemoved(id)));
        bindings.values().stream()
                .filter(binding -> !binding.equals(before.bindings.get(binding.id())))
                .forEach(binding -> events.add(LiveEvent.binding(binding)));
        return events;
    }
}
