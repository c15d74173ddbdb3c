package de.msbls.paliad.calendar.sync.model;

import de.msbls.paliad.calendar.caldav.watch.RequestWatch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts the engine's beans together as the container would: one of each class, by its constructor, from what is given. Nobody watches
 * what they do, unless that is given too.
 */
public final class Assembly {

    private final List<Object> made = new ArrayList<>();

    public Assembly(Object... given) {
        made.addAll(Arrays.asList(given));
        made.addAll(List.of(
                List.<RequestWatch>of(),
                new SimpleMeterRegistry(),
                OpenTelemetry.noop(),
                new SmallRyeConfigBuilder().build()));
    }

    public <T> T get(Class<T> type) {
        return made.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseGet(() -> make(type));
    }

    private <T> T make(Class<T> type) {
        Constructor<?>[] constructors = type.getDeclaredConstructors();
        Constructor<?> one = Arrays.stream(constructors)
                .filter(constructor ->
                        constructors.length == 1 || constructor.isAnnotationPresent(jakarta.inject.Inject.class))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("which constructor of " + type + "?"));
        Object[] arguments =
                Arrays.stream(one.getParameterTypes()).map(this::get).toArray();
        try {
            one.setAccessible(true);
            T bean = type.cast(one.newInstance(arguments));
            made.add(bean);
            return bean;
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("no " + type, e);
        }
    }
}
