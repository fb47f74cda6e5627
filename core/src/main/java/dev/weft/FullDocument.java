package dev.weft;

/** What a change stream tells of a document that was updated. */
public enum FullDocument {
    /** The change only. */
    DEFAULT("default"),
    /** The change and the document as it is when looked up. */
    UPDATE_LOOKUP("updateLookup"),
    /** The document right after the change, if the server kept it. */
    WHEN_AVAILABLE("whenAvailable"),
    /** The document right after the change, or a failure. */
    REQUIRED("required");

    private final String word;

    FullDocument(String word) {
        this.word = word;
    }

    /** {@return the word the server uses} */
    public String word() {
        return word;
    }
}
