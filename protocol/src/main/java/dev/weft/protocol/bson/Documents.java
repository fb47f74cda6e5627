package dev.weft.protocol.bson;

import dev.weft.protocol.WireFormatException.BadDocument;

/** Checks whole documents, for those who hand them on to a decoder that trusts its input. */
public final class Documents {
    /** Servers allow 200 levels; what a reply adds around a document is a handful. */
    private static final int MAX_DEPTH = 220;

    private Documents() {}

    /**
     * Walks the document at {@code offset} with everything nested in it.
     *
     * @param limit the index that the document may not reach beyond
     * @throws BadDocument if any length, type or end is wrong, or the nesting is deeper than servers allow
     */
    public static void check(byte[] bytes, int offset, int limit) {
        check(bytes, offset, limit, 1);
    }

    private static void check(byte[] bytes, int offset, int limit, int depth) {
        if (depth > MAX_DEPTH) {
            throw new BadDocument("A document is nested in more than " + MAX_DEPTH + " others.");
        }
        Elements elements = new Elements().over(bytes, offset, limit);
        while (elements.next()) {
            int end = elements.valueOffset() + elements.valueLength();
            if (elements.isDocument() || elements.isArray()) {
                check(bytes, elements.valueOffset(), end, depth + 1);
            } else if (elements.type() == BsonTypes.JAVASCRIPT_WITH_SCOPE) {
                check(bytes, Values.scopeOffset(bytes, elements.valueOffset()), end, depth + 1);
            }
        }
    }
}
