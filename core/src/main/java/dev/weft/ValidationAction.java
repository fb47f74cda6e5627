package dev.weft;

/** What becomes of a document that a collection's validator refuses (server manual, "Choose How to Handle Invalid Documents"). */
public enum ValidationAction {
    /** It is refused; what servers do unless told otherwise. */
    ERROR("error"),
    /** It is written, and the server's log says so. */
    WARN("warn"),
    /** It is refused, and the server's log says so, too. Since MongoDB 8.1. */
    ERROR_AND_LOG("errorAndLog");

    private final String word;

    ValidationAction(String word) {
        this.word = word;
    }

    /** {@return the word the server uses} */
    public String word() {
        return word;
    }
}
