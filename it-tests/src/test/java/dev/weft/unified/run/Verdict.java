package dev.weft.unified.run;

/** How a case ended. Reasons are short and the same in every run. */
sealed interface Verdict {
    /** Everything was as the file says. */
    record Passed() implements Verdict {}

    /** Something was not. */
    record Failed(String reason, Throwable cause) implements Verdict {}

    /** The driver lacks something the case needs. */
    record NotOffered(String reason) implements Verdict {}

    /** The file says it is not for this deployment, or not to be run at all. */
    record NotRun(String reason) implements Verdict {}

    /** The word for it in the baseline. */
    default String word() {
        return switch (this) {
            case Passed passed -> "passes";
            case Failed failed -> "fails";
            case NotOffered missing -> "not offered";
            case NotRun skipped -> "not run";
        };
    }

    /** Why; empty for a case that passed. */
    default String why() {
        return switch (this) {
            case Passed passed -> "";
            case Failed failed -> failed.reason();
            case NotOffered missing -> missing.reason();
            case NotRun skipped -> skipped.reason();
        };
    }
}
