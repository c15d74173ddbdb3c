package de.msbls.paliad.calendar.dev.firm;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The lawyers of the demo firm; {@code demo-firm.sql} has them too. */
enum DemoLawyer {
    ANNA("a0000000-0000-4000-8000-000000000001"),
    BEN("a0000000-0000-4000-8000-000000000002"),
    CLARA("a0000000-0000-4000-8000-000000000003");

    private final UUID id;

    DemoLawyer(String id) {
        this.id = UUID.fromString(id);
    }

    static Optional<DemoLawyer> of(String name) {
        return Arrays.stream(values())
                .filter(lawyer -> lawyer.username().equals(name))
                .findFirst();
    }

    UUID id() {
        return id;
    }

    /** Her name at the local CalDAV server and in {@code /dev/token/{name}}. */
    String username() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For the local CalDAV server, which only this machine reaches. */
    String password() {
        return username() + "-demo";
    }

    String email() {
        return username() + "@paliad.example";
    }
}
