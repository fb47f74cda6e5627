package dev.weft.unified.run;

import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** What a verdict means for the build, given what is known of the case. */
final class Judgement {
    /** How a skipped test says that it failed and was known to; the report reads it. */
    static final String KNOWN_TO_FAIL = "known to fail: ";

    private Judgement() {}

    /** Returns when the test passes, aborts when it ended as known, fails when it is news. */
    static void of(Verdict verdict, Optional<Baseline.Entry> known) {
        if (known.isPresent() && !known.get().word().equals(verdict.word())) {
            throw new AssertionError(
                    "the baseline says \"" + known.get().word() + "\", but it " + verb(verdict) + because(verdict)
                            + "; if that is right, write the baseline again",
                    cause(verdict));
        }
        switch (verdict) {
            case Verdict.Passed passed -> {}
            case Verdict.Failed failed -> {
                if (known.isEmpty()) {
                    throw new AssertionError(failed.reason(), failed.cause());
                }
                throw new TestAbortedException(KNOWN_TO_FAIL + failed.reason());
            }
            case Verdict.NotOffered missing -> throw new TestAbortedException("not offered: " + missing.reason());
            case Verdict.NotRun skipped -> throw new TestAbortedException("not run: " + skipped.reason());
        }
    }

    private static String verb(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Passed passed -> "passes";
            case Verdict.Failed failed -> "fails";
            case Verdict.NotOffered missing -> "is not offered";
            case Verdict.NotRun skipped -> "is not run";
        };
    }

    private static String because(Verdict verdict) {
        return verdict.why().isEmpty() ? "" : " (" + verdict.why() + ")";
    }

    private static Throwable cause(Verdict verdict) {
        return verdict instanceof Verdict.Failed failed ? failed.cause() : null;
    }
}
