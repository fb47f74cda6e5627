package dev.weft.testbed.strict;

/** What is true of a command, by the words of {@code commands.txt}. */
public enum Trait {
    /** Runs on every member, whatever its role. */
    ANY,
    /** Runs on a secondary if the client allows it. */
    OPT_IN,
    /** Runs on the primary only. */
    PRIMARY,
    /** Changes data. */
    WRITE,
    /** May carry a {@code txnNumber} outside a transaction. */
    RETRYABLE,
    /** Belongs to version 1 of the Stable API. */
    API1,
    /** Runs on the database {@code admin} only. */
    ADMIN,
    /** Answers with a cursor. */
    CURSOR,
    /** Takes a read concern. */
    READS,
    /** Carries credentials. */
    SECRET,
    /** Is known to a server that cannot do it. */
    LACKING,
    /** Exists on a server that holds data, not on a router. */
    MONGOD,
    /** Exists on a router only. */
    MONGOS,
    /** Is no command, but the shape of a part of one. */
    PART;

    static Trait of(String word) {
        return word.equals("optIn") ? OPT_IN : valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
}
