package dev.weft;

/** Which documents a collection's validator is for (server manual, "Specify Validation Level"). */
public enum ValidationLevel {
    /** None: the validator is not asked. */
    OFF("off"),
    /** All that are inserted or updated; what servers do unless told otherwise. */
    STRICT("strict"),
    /** All that are inserted, and of those that are updated the ones that fitted before. */
    MODERATE("moderate");

    private final String word;

    ValidationLevel(String word) {
        this.word = word;
    }

    /** {@return the word the server uses} */
    public String word() {
        return word;
    }
}
