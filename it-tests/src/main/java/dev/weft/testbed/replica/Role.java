package dev.weft.testbed.replica;

/** What a member is at a moment (SDAM specification, "type"). */
public enum Role {
    STANDALONE,
    PRIMARY,
    SECONDARY,
    ARBITER,
    /** Neither primary nor secondary: it belongs to the set, but cannot be read. */
    RECOVERING,
    /** It was taken out of the set and no longer knows a name for it. */
    REMOVED,
    /** It holds no data and passes commands on to a shard: a mongos. */
    ROUTER
}
