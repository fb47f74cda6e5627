package dev.weft.topology;

/** What kind of deployment a client talks to, in the words of the discovery specification. */
public enum TopologyType {
    /** One server, asked directly whatever it is. */
    SINGLE("Single"),
    /** A replica set without a known primary. */
    REPLICA_SET_NO_PRIMARY("ReplicaSetNoPrimary"),
    /** A replica set with its primary. */
    REPLICA_SET_WITH_PRIMARY("ReplicaSetWithPrimary"),
    /** A sharded cluster. */
    SHARDED("Sharded"),
    /** Routers behind a load balancer. */
    LOAD_BALANCED("LoadBalanced"),
    /** Not discovered yet. */
    UNKNOWN("Unknown");

    private final String word;

    TopologyType(String word) {
        this.word = word;
    }

    /** {@return the specification's word} */
    public String word() {
        return word;
    }
}
