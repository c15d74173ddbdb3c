package de.msbls.paliad.calendar.sync.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What is played: made from a seed, and perhaps only some of its steps.
 *
 * @param places which of the seed's steps, in their order
 */
record Run(long seed, List<Integer> places) {

    static Run of(long seed) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < steps(seed).size(); i++) {
            all.add(i);
        }
        return new Run(seed, List.copyOf(all));
    }

    Frame frame() {
        return Frame.some(new Random(seed));
    }

    List<Step> steps() {
        List<Step> all = steps(seed);
        return places.stream().map(all::get).toList();
    }

    private static List<Step> steps(long seed) {
        return new Chance(new Random(~seed)).history();
    }

    /** What is wrong after it; empty when all is well. */
    List<String> play(Stage stage) {
        return play(stage, frame(), steps());
    }

    static List<String> play(Stage stage, Frame frame, List<Step> steps) {
        World world = new World(stage, frame);
        try {
            steps.forEach(world::let);
            Ending ending = new Ending(world, stage);
            ending.comeToRest();
            List<String> troubles = new Truths(world).troubles();
            ending.ticksOnceMore();
            stage.sights().of(world);
            List<String> all = new ArrayList<>(world.troubles());
            all.addAll(troubles);
            return all;
        } catch (RuntimeException | AssertionError e) {
            List<String> all = new ArrayList<>(world.troubles());
            all.add("thrown: " + e + " at "
                    + List.of(e.getStackTrace()).subList(0, Math.min(12, e.getStackTrace().length)));
            return all;
        }
    }

    /** The fewest steps that still fail, by leaving out ever smaller pieces. */
    Run shrunk(Stage stage) {
        List<Integer> kept = new ArrayList<>(places);
        for (int piece = Math.max(1, kept.size() / 2); piece >= 1; piece /= 2) {
            int from = 0;
            while (from < kept.size()) {
                List<Integer> fewer = new ArrayList<>(kept);
                fewer.subList(from, Math.min(from + piece, fewer.size())).clear();
                if (fails(new Run(seed, List.copyOf(fewer)), stage)) {
                    kept = fewer;
                } else {
                    from += piece;
                }
            }
        }
        return new Run(seed, List.copyOf(kept));
    }

    /** Requests at once come in any order: one success is no proof. */
    private static boolean fails(Run run, Stage stage) {
        return !run.play(stage).isEmpty()
                || (run.frame().connections() > 1 && !run.play(stage).isEmpty());
    }

    /** How to play it again. */
    String command() {
        List<String> numbers = places.stream().map(String::valueOf).toList();
        return "./mvnw test -Dtest=StateMachineTest -Dpaliad.model.seed=" + seed + " -Dpaliad.model.steps="
                + String.join(",", numbers);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(frame().toString());
        steps().forEach(step -> text.append("\n  ").append(step));
        return text.toString();
    }
}
