package dev.weft.topology;

/** What a server is, in the words of the discovery specification. */
public enum ServerType {
    /** A server on its own. */
    STANDALONE("Standalone"),
    /** A router of a sharded cluster. */
    MONGOS("Mongos"),
    /** Not heard of yet, but another member says that it is the primary. */
    POSSIBLE_PRIMARY("PossiblePrimary"),
    /** The member of a replica set that takes writes. */
    RS_PRIMARY("RSPrimary"),
    /** A member of a replica set that follows the primary. */
    RS_SECONDARY("RSSecondary"),
    /** A member that votes and holds no data. */
    RS_ARBITER("RSArbiter"),
    /** A member in another state, or hidden. */
    RS_OTHER("RSOther"),
    /** A member without a configuration. */
    RS_GHOST("RSGhost"),
    /** A load balancer in front of routers. */
    LOAD_BALANCER("LoadBalancer"),
    /** Not heard of yet, or not reachable. */
    UNKNOWN("Unknown");

    private final String word;

    ServerType(String word) {
        this.word = word;
    }

    /** {@return the specification's word} */
    public String word() {
        return word;
    }

    /** {@return whether reads can be served from here, arbiters, ghosts and unreachable servers excluded} */
    public boolean isDataBearing() {
        return switch (this) {
            case STANDALONE, MONGOS, RS_PRIMARY, RS_SECONDARY, LOAD_BALANCER -> true;
            case POSSIBLE_PRIMARY, RS_ARBITER, RS_OTHER, RS_GHOST, UNKNOWN -> false;
        };
    }

    /** {@return whether writes can be sent here} */
    public boolean isWritable() {
        return switch (this) {
            case STANDALONE, MONGOS, RS_PRIMARY, LOAD_BALANCER -> true;
            case RS_SECONDARY, POSSIBLE_PRIMARY, RS_ARBITER, RS_OTHER, RS_GHOST, UNKNOWN -> false;
        };
    }
}
