package de.msbls.paliad.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents name tests as proof: each of those is there. */
class DocumentsTest {

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)(…)?(Test|IT)`");

    @Test
    void everyTestThatSecurityNamesIsThere() throws IOException {
        Set<String> there = tests();
        Set<String> missing = TEST.matcher(Files.readString(Path.of("SECURITY.md")))
                .results()
                .map(name -> name.group(1) + (name.group(2) == null ? "" : ".*") + name.group(3))
                .filter(name -> there.stream().noneMatch(test -> test.matches(name.replace("…", ".*"))))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(missing).isEmpty();
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
