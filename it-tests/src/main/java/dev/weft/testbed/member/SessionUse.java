package dev.weft.testbed.member;

import dev.weft.testbed.command.Exchange;
import dev.weft.testbed.session.LogicalSession;
import dev.weft.testbed.wire.ClientConnection;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/** The time that a command spends in its session. It ends before the reply is written. */
final class SessionUse implements AutoCloseable {
    /** A connection that was closed at the other end may not have been noticed yet. */
    private static final long GRACE_NANOS = 200_000_000;

    /** Sent while the cursor's or the session's own command may still run (sessions specification, "killCursors"). */
    private static final Set<String> MAY_OVERLAP =
            Set.of("killCursors", "killSessions", "endSessions", "hello", "isMaster");

    private final Exchange x;
    private final @Nullable LogicalSession session;
    private boolean checkedOut;

    private SessionUse(Exchange x, @Nullable LogicalSession session) {
        this.x = x;
        this.session = session;
    }

    static SessionUse begin(Exchange x) throws IOException {
        if (!(x.request().command().get("lsid") instanceof BsonDocument lsid)) {
            return new SessionUse(x, null);
        }
        if (x.request().wantsNoReply()) {
            // Sessions specification, "When using unacknowledged writes".
            x.node().violations().add("lsid-unacknowledged", x.request().command(), "no reply is wanted");
        }
        LogicalSession session = x.node().sessions().use(lsid);
        x.session(session);
        var use = new SessionUse(x, session);
        try {
            use.enter(session);
        } catch (IOException | RuntimeException e) {
            use.close();
            throw e;
        }
        return use;
    }

    private void enter(LogicalSession entered) throws IOException {
        Optional<ClientConnection> other = entered.enter(x.client());
        if (other.isPresent() && !MAY_OVERLAP.contains(x.shape().name())) {
            ClientConnection user = other.get();
            boolean free = x.await(entered.released(), GRACE_NANOS, () -> !entered.usedBy(user));
            if (!free) {
                // Sessions specification, "ClientSession": a session is used by one operation at a time.
                x.node()
                        .violations()
                        .add("session-overlap", x.request().command(), "connection " + user.id() + " uses it already");
            }
        }
        if (x.txnNumber().isPresent()) {
            // Server manual, "Server Sessions": a numbered write waits until the one before it is done.
            x.await(entered.released(), Long.MAX_VALUE, () -> {
                checkedOut = checkedOut || entered.checkOut();
                return checkedOut;
            });
        }
    }

    @Override
    public void close() {
        if (session != null) {
            if (checkedOut) {
                session.checkIn();
            }
            session.leave(x.client());
        }
    }
}
