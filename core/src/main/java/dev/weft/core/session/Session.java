package dev.weft.core.session;

import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.io.BsonOutput;

/**
 * The session that the commands of one call run in. It belongs to one call, or to one cursor, at a time.
 *
 * <p>The server session behind it is taken only when the first command is about to be written, after a connection has been checked out:
 * so that callers waiting for a connection hold none (Driver Sessions specification, "Server Session Pool").
 */
public sealed interface Session permits ImplicitSession {
    /** A session that the user never sees: it ends with the call, or with the server's cursor that the call has opened. */
    static Session implicit(ServerSessionPool pool) {
        return new ImplicitSession(pool);
    }

    /**
     * Says that a command in this session is about to be written, and takes a server session first if there is none yet.
     *
     * @param nowNanos the client's clock
     * @param timeoutMinutes the topology's {@code logicalSessionTimeoutMinutes}, or {@link ServerSessionPool#NEVER_EXPIRES}
     */
    void use(long nowNanos, int timeoutMinutes);

    /** Writes the element {@code lsid} of the session in {@linkplain #use use}; no allocation. */
    void writeLsid(BsonOutput out);

    /** The {@code lsid} of the session in {@linkplain #use use}. */
    BsonDocument lsid();

    /** The UUID of the session in {@linkplain #use use}. */
    UUID id();

    /** The next transaction number, for a write that may be sent twice. */
    long nextTxnNumber();

    /** Says that the outcome of a command is unknown (network error, call left early): the server session is not used again by others. */
    void markDirty();

    /** Gives the server session back. Later calls do nothing. */
    void end(long nowNanos);
}
