package de.msbls.paliad.calendar.sync.decision;

/**
 * The one place that decides: a pure function of the observations, row by row the tables of DESIGN §6.
 *
 * <p>Nothing is decided on {@link Remote#UNKNOWN}, and nothing of another's is ever written over or deleted.
 */
public final class Decision {

    private Decision() {}

    /** What to do with one target; every combination of observations has an answer. */
    public static Action of(Observation seen) {
        if (seen.remote() == Remote.UNKNOWN) {
            return Action.WAIT;
        }
        return switch (seen.standing()) {
            case ABSENT -> absent(seen);
            case ACTIVE -> active(seen);
            case SUPPRESSED -> suppressed(seen);
            case QUARANTINED -> quarantined(seen);
        };
    }

    private static Action absent(Observation seen) {
        return seen.local() != Local.LEFT && seen.unanswered().isDeletion() ? unmade(seen) : neverKnown(seen);
    }

    /** A create whose answer was lost, deleted again as it had left the scope, and wanted once more: as {@link #deletedByUs}. */
    private static Action unmade(Observation seen) {
        boolean mayStillGo = seen.unanswered() == Unanswered.DELETE_UNDER_WAY;
        return switch (seen.remote()) {
            case GONE -> seen.creatable() ? Action.RECREATE : Action.CLEAR;
            case SAME, REWRITTEN, OURS_LANDED, CHANGED -> mayStillGo ? Action.WAIT : Action.ADOPT;
            case FOREIGN, UNREADABLE -> Action.QUARANTINE;
            case UNKNOWN -> Action.WAIT;
        };
    }

    private static Action neverKnown(Observation seen) {
        return switch (seen.remote()) {
            case GONE -> absentThere(seen);
            case FOREIGN -> seen.local() == Local.LEFT ? Action.CLEAR : Action.QUARANTINE;
            case UNREADABLE -> Action.QUARANTINE;
            case CHANGED -> seen.local() == Local.LEFT ? Action.DELETE_WITH_CONFLICT : Action.ADOPT;
            case SAME, REWRITTEN, OURS_LANDED -> seen.local() == Local.LEFT ? Action.DELETE : Action.ADOPT;
            case UNKNOWN -> Action.WAIT;
        };
    }

    /** A second create beside one under way could be deleted again before the first lands, and nobody would know of that. */
    private static Action absentThere(Observation seen) {
        if (seen.unanswered() == Unanswered.CREATE_UNDER_WAY) {
            return Action.WAIT;
        }
        if (seen.local() != Local.LEFT && seen.creatable()) {
            return Action.CREATE;
        }
        return seen.unanswered() == Unanswered.NONE ? Action.NOTHING : Action.CLEAR;
    }

    private static Action active(Observation seen) {
        if (seen.local() != Local.LEFT && seen.unanswered().isDeletion()) {
            return deletedByUs(seen);
        }
        return switch (seen.local()) {
            case SAME -> activeSame(seen);
            case CHANGED, NEW -> activeChanged(seen);
            case LEFT -> activeLeft(seen);
        };
    }

    /** It came back into the scope before its deletion was known to be done: its absence is no wish of the user's. */
    private static Action deletedByUs(Observation seen) {
        boolean mayStillGo = seen.unanswered() == Unanswered.DELETE_UNDER_WAY;
        return switch (seen.remote()) {
            case GONE -> seen.creatable() ? Action.RECREATE : Action.CLEAR;
            case SAME, REWRITTEN, OURS_LANDED -> mayStillGo ? Action.WAIT : stillThere(seen);
            case CHANGED, FOREIGN, UNREADABLE -> stillThere(seen);
            case UNKNOWN -> Action.WAIT;
        };
    }

    private static Action stillThere(Observation seen) {
        return seen.local() == Local.SAME ? activeSame(seen) : activeChanged(seen);
    }

    private static Action activeSame(Observation seen) {
        return switch (seen.remote()) {
            case SAME -> Action.NOTHING;
            case REWRITTEN, OURS_LANDED -> Action.ACCEPT;
            case CHANGED -> seen.mayEdit() ? Action.PULL : Action.RESTORE;
            case FOREIGN, UNREADABLE -> Action.QUARANTINE;
            case GONE -> seen.putBack() && seen.creatable() ? Action.RECREATE : Action.SUPPRESS;
            case UNKNOWN -> Action.WAIT;
        };
    }

    private static Action activeChanged(Observation seen) {
        return switch (seen.remote()) {
            case SAME, REWRITTEN -> Action.UPDATE;
            case OURS_LANDED -> Action.ACCEPT;
            case CHANGED -> seen.mayEdit() ? Action.MERGE : Action.RESTORE;
            case FOREIGN, UNREADABLE -> Action.QUARANTINE;
            case GONE -> seen.creatable() ? Action.RECREATE : Action.CLEAR;
            case UNKNOWN -> Action.WAIT;
        };
    }

    private static Action activeLeft(Observation seen) {
        return switch (seen.remote()) {
            case SAME, REWRITTEN, OURS_LANDED -> Action.DELETE;
            case CHANGED -> Action.DELETE_WITH_CONFLICT;
            case FOREIGN, GONE -> Action.CLEAR;
            case UNREADABLE -> Action.QUARANTINE;
            case UNKNOWN -> Action.WAIT;
        };
    }

    private static Action suppressed(Observation seen) {
        return switch (seen.remote()) {
            case GONE, FOREIGN, UNREADABLE -> Action.NOTHING;
            case CHANGED -> seen.local() == Local.LEFT ? Action.DELETE_WITH_CONFLICT : Action.REACTIVATE;
            case SAME, REWRITTEN, OURS_LANDED -> seen.local() == Local.LEFT ? Action.DELETE : Action.REACTIVATE;
            case UNKNOWN -> Action.WAIT;
        };
    }

    private static Action quarantined(Observation seen) {
        if (seen.remote() == Remote.GONE && seen.local() == Local.LEFT) {
            return Action.CLEAR;
        }
        if (!seen.refusalOver()) {
            return Action.NOTHING;
        }
        boolean stands = seen.remote() != Remote.GONE;
        boolean neverAgreed = seen.local() == Local.NEW;
        return stands && !neverAgreed ? active(seen) : absent(seen);
    }
}
