package de.msbls.paliad.calendar.bench;

import java.io.IOException;
import java.util.Map;

/** One way to bring appointments into a calendar. */
interface Contender {

    String name();

    /** Fills a new calendar of its own with so many appointments and goes on from there; not every one takes all steps. */
    Map<Step, Measure> run(int appointments) throws IOException, InterruptedException;
}
