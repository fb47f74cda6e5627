package dev.weft.pool;

/**
 * Makes and ends the things a pool lends.
 *
 * @param <R> the kind of thing
 */
public interface ResourceFactory<R> {
    /**
     * Opens a resource until it is ready for use. May block; called on a thread of the {@link Opener}.
     *
     * @param request number and generation; behind a load balancer the factory names the service through it
     * @throws Exception if that fails; the factory has cleaned up behind itself
     */
    R open(OpenRequest request) throws Exception;

    /**
     * Hears that an opening failed, before the waiter that asked is told and before ConnectionClosed (the unified SDAM
     * test "Pool is cleared before connection is closed" wants that order): the place to clear the pool.
     */
    void openFailed(OpenRequest request, Throwable cause);

    /**
     * Whether a resource that lay idle can still be used. One cheap look: called on each hand-out, must not block or
     * throw.
     */
    boolean usable(R resource);

    /**
     * Ends what a lent resource is doing, because the pool was cleared with interruptInUse; whoever holds it will
     * notice and discard it. Called on the clearing thread, must not block or throw.
     */
    void interrupt(R resource, Throwable cause);

    /**
     * Ends an opening that is under way, because the pool was cleared with interruptInUse: {@link #open} fails soon. It may have returned or
     * not begun at this moment; an opening that begins looks at {@link OpenRequest#wanted()}. Called on the clearing thread, must not block
     * or throw.
     */
    default void interruptOpening(OpenRequest request) {}

    /**
     * Closes a resource that no longer counts. Called from any thread, the I/O loop's included; must not block or
     * throw.
     */
    void close(R resource, CloseReason reason);
}
