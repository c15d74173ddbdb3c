package de.msbls.paliad.calendar.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * A test that runs on the newest and on the oldest PostgreSQL. Its one parameter is a {@link FirmDatabase}, which is
 * dropped afterwards.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@ArgumentsSource(OnEveryPostgres.Databases.class)
public @interface OnEveryPostgres {

    /** Whether the database has the service's schema already; else there is nothing in it. */
    boolean migrated() default true;

    final class Databases implements ArgumentsProvider, AnnotationConsumer<OnEveryPostgres> {

        private boolean migrated;

        @Override
        public void accept(OnEveryPostgres annotation) {
            migrated = annotation.migrated();
        }

        @Override
        public Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context) {
            return Stream.of(PostgresServer.values())
                    .map(server -> migrated ? server.migratedDatabase() : server.emptyDatabase())
                    .map(Arguments::of);
        }
    }
}
