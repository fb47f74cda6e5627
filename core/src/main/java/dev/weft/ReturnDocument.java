package dev.weft;

/** Which form of a changed document a find-and-change returns. */
public enum ReturnDocument {
    /** The document as it was. */
    BEFORE("before"),
    /** The document as it has become. */
    AFTER("after");

    private final String word;

    ReturnDocument(String word) {
        this.word = word;
    }

    /** {@return the word the server uses} */
    public String word() {
        return word;
    }
}
