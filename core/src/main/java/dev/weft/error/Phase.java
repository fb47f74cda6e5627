package dev.weft.error;

import java.util.Locale;

/** What a call was doing when its time was up. */
public enum Phase {
    /** Looking for a server that will do. */
    SELECT("waiting for a suitable server"),
    /** Waiting in the pool's line. */
    CHECKOUT("waiting for a connection of the pool"),
    /** Opening a connection. */
    CONNECT("opening a connection"),
    /** Writing the command. */
    SEND("sending the command"),
    /** Waiting for the reply. */
    REPLY("waiting for the server's reply"),
    /** Pausing before a retry. */
    BACKOFF("pausing before a retry"),
    /** Committing a transaction. */
    COMMIT("committing the transaction"),
    /** Waiting for the tasks of a parallel scope. */
    SCOPE("waiting for parallel tasks");

    private final String doing;

    Phase(String doing) {
        this.doing = doing;
    }

    /** {@return what was being done, in words that complete "timed out while ..."} */
    public String doing() {
        return doing;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
