package de.msbls.paliad.calendar.sync.measure;

/**
 * What waits, of all processes together.
 *
 * @param due accounts that a worker could claim, and none has
 * @param oldestSeconds since when the oldest of them could be claimed
 * @param held bindings whose deletions wait for their owner
 * @param longestHeldSeconds since when the oldest of these wait
 */
record Queue(double due, double oldestSeconds, double held, double longestHeldSeconds) {

    /** Nobody knows: no numbers are better than old ones. */
    static final Queue UNKNOWN = new Queue(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    boolean isKnown() {
        return !Double.isNaN(due);
    }
}
