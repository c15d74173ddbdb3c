package de.msbls.paliad.calendar.bench;

/** An object as the service writes it, to be written by every contender under other names: they move the same bytes. */
record EventText(String template) {

    String of(String uid, String title) {
        return template.replaceAll("(?m)^UID:[^\r\n]*", "UID:" + uid)
                .replaceAll("(?m)^SUMMARY:[^\r\n]*", "SUMMARY:" + title);
    }
}
