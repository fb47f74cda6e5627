package dev.weft.core.connection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** The fields of a reply that mean something to the driver, and are found in its one pass over it. */
public enum Part {
    /** Whether the command was carried out. */
    OK("ok"),
    /** The server's code of what went wrong. */
    CODE("code"),
    /** How many documents were matched, inserted, deleted or counted. */
    N("n"),
    /** How many documents were changed. */
    MODIFIED("nModified"),
    /** The ids of what was inserted by updates: an array of documents. */
    UPSERTED("upserted"),
    /** What a find-and-change found. */
    VALUE("value"),
    /** What a distinct found: an array. */
    VALUES("values"),
    /** The failures of single writes: an array of documents. */
    WRITE_ERRORS("writeErrors"),
    /** Why a write is not as widely known as asked: a document. */
    WRITE_CONCERN_ERROR("writeConcernError"),
    /** The server's words on how to react to a failure. */
    ERROR_LABELS("errorLabels"),
    /** The cluster's time with its signature: a document. */
    CLUSTER_TIME("$clusterTime"),
    /** When the command took effect: a timestamp. */
    OPERATION_TIME("operationTime"),
    /** How new the server's word about itself is: a document. */
    TOPOLOGY_VERSION("topologyVersion"),
    /** What a router needs to find a transaction again: a document. */
    RECOVERY_TOKEN("recoveryToken"),
    /** A cursor: a document, whose own fields are the next four. */
    CURSOR("cursor"),
    /** The id of the cursor; 0 when the server has closed it. */
    CURSOR_ID("id"),
    /** The namespace of the cursor: a string. */
    CURSOR_NS("ns"),
    /** The first batch: an array of documents. */
    FIRST_BATCH("firstBatch"),
    /** A later batch: an array of documents. */
    NEXT_BATCH("nextBatch"),
    /** Where a change stream stands after the batch: a document. */
    RESUME_TOKEN("postBatchResumeToken"),
    /** The timestamp in the cluster's time. */
    CLUSTER_TIMESTAMP("clusterTime");

    static final int COUNT = values().length;

    private static final Part[][] TOP_BY_LENGTH = byLength(EnumSet.range(OK, CURSOR));
    private static final Part[][] CURSOR_BY_LENGTH = byLength(EnumSet.range(CURSOR_ID, RESUME_TOKEN));
    private static final Part[][] TIME_BY_LENGTH = byLength(EnumSet.of(CLUSTER_TIMESTAMP));
    private static final Part[] NONE = {};

    @SuppressWarnings("ImmutableEnumChecker") // Compared with, never written to, and never leaves this package.
    private final byte[] asciiName;

    private final String field;

    Part(String field) {
        this.field = field;
        this.asciiName = field.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] asciiName() {
        return asciiName;
    }

    /** {@return the name of the field, as the server writes it} */
    @Override
    public String toString() {
        return field;
    }

    /** Where the arrays of a reply keep what was found of this field; it means nothing outside of the process. */
    @SuppressWarnings("EnumOrdinal")
    int slot() {
        return ordinal();
    }

    /** The fields of the reply itself whose names have this length. */
    static Part[] top(int nameLength) {
        return ofLength(TOP_BY_LENGTH, nameLength);
    }

    /** The fields of the document {@code parent} whose names have this length. */
    static Part[] in(Part parent, int nameLength) {
        return ofLength(parent == CURSOR ? CURSOR_BY_LENGTH : TIME_BY_LENGTH, nameLength);
    }

    private static Part[] ofLength(Part[][] table, int nameLength) {
        return nameLength < table.length ? table[nameLength] : NONE;
    }

    private static Part[][] byLength(EnumSet<Part> parts) {
        int longest =
                parts.stream().mapToInt(part -> part.asciiName.length).max().orElse(0);
        List<Part[]> table = new ArrayList<>();
        for (int length = 0; length <= longest; length++) {
            int wanted = length;
            table.add(parts.stream()
                    .filter(part -> part.asciiName.length == wanted)
                    .toArray(Part[]::new));
        }
        return table.toArray(Part[][]::new);
    }
}
