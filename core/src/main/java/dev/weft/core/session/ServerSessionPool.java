package dev.weft.core.session;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * The server sessions a client has at rest, the one used last on top (Driver Sessions specification, "Server Session Pool").
 *
 * <p>A stack without a lock: each entry is a fresh node, so that a node seen twice is the same entry. Sessions on top were used last,
 * hence whatever lies under an expired one has expired too.
 */
public final class ServerSessionPool {
    /** What {@code logicalSessionTimeoutMinutes} is taken for when sessions never expire: in load-balanced mode. */
    public static final int NEVER_EXPIRES = -1;

    /** How many sessions one {@code endSessions} command may name. */
    public static final int END_SESSIONS_LIMIT = 10_000;

    /** A session with less time left is thrown away: it might expire on its way to the server. */
    private static final long MARGIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final Node CLOSED = new Node(null, null);

    private final AtomicReference<@Nullable Node> top = new AtomicReference<>();
    /** The id of the next new session, if it was drawn in advance. */
    private final AtomicReference<@Nullable UUID> prepared = new AtomicReference<>();

    private final AtomicLong nextPruneNanos;

    /** Makes an empty pool; {@code nowNanos} is read from the clock that the pool's callers use. */
    public ServerSessionPool(long nowNanos) {
        this.nextPruneNanos = new AtomicLong(nowNanos + MARGIN_NANOS);
    }

    /** Lends the session used last, or a new one. */
    ServerSession take(long nowNanos, int timeoutMinutes) {
        for (Node node = pop(); node != null; node = pop()) {
            ServerSession session = node.session();
            if (!expired(session, nowNanos, timeoutMinutes)) {
                session.used(nowNanos);
                return session;
            }
        }
        UUID ready = prepared.getAndSet(null);
        return new ServerSession(ready == null ? UUID.randomUUID() : ready, nowNanos);
    }

    /** Draws the id of the first session, which takes a starting process some 30 ms, while nobody waits for it. */
    public void prepare() {
        prepared.set(UUID.randomUUID());
    }

    /** Takes a session back, unless it is dirty, about to expire, or the pool has closed. */
    void give(ServerSession session, long nowNanos, int timeoutMinutes) {
        if (session.dirty() || expired(session, nowNanos, timeoutMinutes)) {
            return;
        }
        Node head = top.get();
        while (head != CLOSED && !top.compareAndSet(head, new Node(session, head))) {
            head = top.get();
        }
        prune(nowNanos, timeoutMinutes);
    }

    /**
     * Closes the pool and returns the ids of the sessions at rest, for {@code endSessions}: at most {@link #END_SESSIONS_LIMIT} a list.
     * Sessions given back afterwards are forgotten; a second call returns nothing.
     */
    public List<List<BsonDocument>> close() {
        List<List<BsonDocument>> commands = new ArrayList<>();
        List<BsonDocument> command = new ArrayList<>();
        Node node = top.getAndSet(CLOSED);
        for (; node != null && node != CLOSED; node = node.next) {
            command.add(node.session().lsid());
            if (command.size() == END_SESSIONS_LIMIT) {
                commands.add(command);
                command = new ArrayList<>();
            }
        }
        if (!command.isEmpty()) {
            commands.add(command);
        }
        return commands;
    }

    private @Nullable Node pop() {
        Node head = top.get();
        while (head != null && head != CLOSED && !top.compareAndSet(head, head.next)) {
            head = top.get();
        }
        return head == CLOSED ? null : head;
    }

    /**
     * Once a minute, cuts off what has expired at the bottom: after a burst of callers the sessions down there are never taken again. A
     * pop that runs meanwhile may put the cut-off part back on top, where it is found expired; nothing is ever lent twice, because each
     * node is reachable on one path only.
     */
    private void prune(long nowNanos, int timeoutMinutes) {
        long due = nextPruneNanos.get();
        if (nowNanos - due < 0 || !nextPruneNanos.compareAndSet(due, nowNanos + MARGIN_NANOS)) {
            return;
        }
        Node fresh = top.get();
        while (fresh != null && fresh != CLOSED) {
            Node below = fresh.next;
            if (below != null && expired(below.session(), nowNanos, timeoutMinutes)) {
                fresh.next = null;
                return;
            }
            fresh = below;
        }
    }

    private static boolean expired(ServerSession session, long nowNanos, int timeoutMinutes) {
        return timeoutMinutes != NEVER_EXPIRES
                && session.expiresWithin(MARGIN_NANOS, nowNanos, TimeUnit.MINUTES.toNanos(timeoutMinutes));
    }

    private static final class Node {
        private final @Nullable ServerSession session;
        private volatile @Nullable Node next;

        Node(@Nullable ServerSession session, @Nullable Node next) {
            this.session = session;
            this.next = next;
        }

        ServerSession session() {
            if (session == null) {
                throw new IllegalStateException("the mark of a closed pool holds no session");
            }
            return session;
        }
    }
}
