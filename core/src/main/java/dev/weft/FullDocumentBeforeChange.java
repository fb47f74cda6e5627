package dev.weft;

/** What a change stream tells of a document before it was changed. */
public enum FullDocumentBeforeChange {
    /** Nothing. */
    OFF("off"),
    /** The document, if the server kept it. */
    WHEN_AVAILABLE("whenAvailable"),
    /** The document, or a failure. */
    REQUIRED("required");

    private final String word;

    FullDocumentBeforeChange(String word) {
        this.word = word;
    }

    /** {@return the word the server uses} */
    public String word() {
        return word;
    }
}
