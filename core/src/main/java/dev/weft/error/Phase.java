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
    /** Writing the command, of which the server has not got the whole: it does not carry it out. */
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

    /** What became of the command, in words; empty where none was on its way. */
    String outcome() {
        return switch (this) {
            case SEND -> "the command was not sent as a whole, so the server does not carry it out";
            case REPLY -> "the command may still be carried out";
            case SELECT, CHECKOUT, CONNECT, BACKOFF, COMMIT, SCOPE -> "";
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
