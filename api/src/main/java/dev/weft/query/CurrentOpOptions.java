package dev.weft.query;

import dev.weft.query.shape.Slots;

/** The form of {@link Aggregates#currentOp(java.util.function.Consumer)} (server manual, {@code $currentOp}). */
public final class CurrentOpOptions {
    final Slots slots = new Slots();

    CurrentOpOptions() {}

    /**
     * Sets whether operations of other users are told.
     *
     * @param yes false unless set; needs a privilege
     * @return this form
     */
    public CurrentOpOptions allUsers(boolean yes) {
        slots.with("allUsers", yes);
        return this;
    }

    /**
     * Sets whether connections without an operation are told.
     *
     * @param yes false unless set
     * @return this form
     */
    public CurrentOpOptions idleConnections(boolean yes) {
        slots.with("idleConnections", yes);
        return this;
    }

    /**
     * Sets whether cursors that nobody reads right now are told.
     *
     * @param yes false unless set
     * @return this form
     */
    public CurrentOpOptions idleCursors(boolean yes) {
        slots.with("idleCursors", yes);
        return this;
    }

    /**
     * Sets whether sessions without an operation are told.
     *
     * @param yes true unless set
     * @return this form
     */
    public CurrentOpOptions idleSessions(boolean yes) {
        slots.with("idleSessions", yes);
        return this;
    }

    /**
     * Sets whether a router tells its own operations instead of those of the shards.
     *
     * @param yes false unless set
     * @return this form
     */
    public CurrentOpOptions localOps(boolean yes) {
        slots.with("localOps", yes);
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public CurrentOpOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
