package dev.weft;

/** What the timeout of a query counts. */
public enum TimeoutMode {
    /** All calls of the cursor together; the default of cursors that end. */
    WHOLE_CURSOR("cursorLifetime"),
    /** Each call of the cursor anew; the default of tailable cursors. */
    EACH_BATCH("iteration");

    private final String word;

    TimeoutMode(String word) {
        this.word = word;
    }

    /** {@return the word the server uses} */
    public String word() {
        return word;
    }
}
