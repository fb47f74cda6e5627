package dev.weft.benchmarks.peer;

/**
 * What is called, and how much of it: {@code FIND_ONE}, or {@code INSERT_MANY:100}.
 *
 * @param call what
 * @param size of documents, writes or bytes; 0 where there is no choice
 */
public record Work(Call call, int size) {
    /** What is called. The same words in the peers of other languages. */
    public enum Call {
        /** The smallest command. */
        PING,
        /** One document by its id, as a tree. */
        FIND_ONE,
        /** The same as bytes. */
        FIND_ONE_RAW,
        /** The same as a record, or what the language has instead. */
        FIND_ONE_RECORD,
        /** One document by its id that answers after so many milliseconds. */
        FIND_LATE,
        /** One document of so many bytes. */
        FIND_SIZE,
        /** A cursor over so many tweets, to its end. */
        TWEETS,
        /** The same as bytes. */
        TWEETS_RAW,
        /** One new document of the same size. */
        INSERT_ONE,
        /** One new document of so many bytes. */
        INSERT_SIZE,
        /** So many new documents at once. */
        INSERT_MANY,
        /** One field of one document by its id. */
        UPDATE_ONE,
        /** A file of 50 MB into a bucket, and one out of it. */
        GRIDFS,
        /** So many writes of a collection at once: a third each inserts, updates, deletes, in this order. */
        BULK_WRITE
    }

    /** Reads the word of an order. */
    public static Work parse(String word) {
        int colon = word.indexOf(':');
        return colon < 0
                ? new Work(Call.valueOf(word), 0)
                : new Work(Call.valueOf(word.substring(0, colon)), Integer.parseInt(word.substring(colon + 1)));
    }

    /** Inserts, updates and deletes of a bulk write, each. */
    int third() {
        return size / 3;
    }

    /** Fails, as a benchmark must not go on with wrong answers. */
    void expect(long expected, long actual) {
        if (expected != actual) {
            throw new IllegalStateException(call + " was answered with " + actual + " instead of " + expected);
        }
    }

    /** Fails unless there is an answer. */
    void expect(boolean answered) {
        expect(1, answered ? 1 : 0);
    }
}
