package de.msbls.paliad.calendar;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import de.msbls.paliad.calendar.testing.Case;
import java.net.URL;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each of the numbered cases that real calendars and servers bring is shown by a test that names it. */
class EveryCaseHasATest {

    private static final int LAST = 39;

    /** Not shown yet. */
    private static final Set<Integer> MISSING = Set.of();

    @Test
    void isNamedByOne() {
        Set<Integer> all = IntStream.rangeClosed(1, LAST).boxed().collect(toCollection(TreeSet::new));
        Set<Integer> expected = new TreeSet<>(all);
        expected.removeAll(MISSING);

        assertThat(named()).isSubsetOf(all).containsExactlyElementsOf(expected);
    }

    private static Set<Integer> named() {
        URL tests =
                EveryCaseHasATest.class.getProtectionDomain().getCodeSource().getLocation();
        return new ClassFileImporter()
                .importUrl(tests).stream()
                        .flatMap(type -> type.getMethods().stream())
                        .flatMap(EveryCaseHasATest::cases)
                        .collect(toCollection(TreeSet::new));
    }

    private static Stream<Integer> cases(JavaMethod method) {
        return method.tryGetAnnotationOfType(Case.class).stream()
                .flatMap(annotation -> Arrays.stream(annotation.value()).boxed());
    }
}
