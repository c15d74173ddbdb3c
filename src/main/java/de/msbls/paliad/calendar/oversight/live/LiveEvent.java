package de.msbls.paliad.calendar.oversight.live;

import de.msbls.paliad.calendar.binding.Binding;
import de.msbls.paliad.calendar.connection.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a stream tells.
 *
 * @param name the event's type on the wire
 * @param body its data; null: nothing to tell, only that the stream is alive
 */
record LiveEvent(String name, @Nullable Object body) {

    /** Keeps whoever stands between from taking the stream for dead. */
    static final LiveEvent ALIVE = new LiveEvent("", null);

    static LiveEvent bindings(Collection<Binding> all) {
        return new LiveEvent("bindings", List.copyOf(all));
    }

    static LiveEvent binding(Binding binding) {
        return new LiveEvent("binding", binding);
    }

    static LiveEvent bindingRemoved(UUID id) {
        return new LiveEvent("binding_removed", Map.of("id", id));
    }

    static LiveEvent connection(@Nullable Connection connection) {
        return connection == null
                ? new LiveEvent("connection_removed", Map.of())
                : new LiveEvent("connection", connection);
    }
}
