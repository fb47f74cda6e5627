package dev.weft.core.execute;

import dev.weft.core.operation.Operation;
import dev.weft.settings.RetrySettings;

/**
 * How an operation may be tried again, given what the user has turned off.
 *
 * @param retry under which specification; {@code NEVER} too when the user has turned that off
 * @param writes whether it counts as a write when one of several failures is chosen to be thrown
 * @param afterOverload whether it is tried again once the server has refused it for its load, which no command is too special for
 * @param maxAdaptive how often it is tried again at most once that has happened
 * @param retarget whether it then goes elsewhere, if another server will do
 */
record RetryPolicy(Operation.Retry retry, boolean writes, boolean afterOverload, int maxAdaptive, boolean retarget) {
    /** Client Backpressure specification, "Overload retry policy": who turns a kind of retry off turns this one off as well. */
    static RetryPolicy of(Operation.Manner manner, boolean acknowledged, RetrySettings settings) {
        var retry = switch (acknowledged ? manner.retry() : Operation.Retry.NEVER) {
            case NEVER -> Operation.Retry.NEVER;
            case READ -> settings.reads() ? Operation.Retry.READ : Operation.Retry.NEVER;
            case WRITE -> settings.writes() ? Operation.Retry.WRITE : Operation.Retry.NEVER;
        };
        var afterOverload = switch (manner) {
            case QUERY, CATALOG, CURSOR -> settings.reads();
            case SINGLE_WRITE, OTHER_WRITE, READ_AND_WRITE, SEARCH_CATALOG -> settings.writes();
            case COMMAND -> settings.reads() && settings.writes();
        };
        var writes = manner.writeConcern()
                || manner == Operation.Manner.COMMAND
                || manner == Operation.Manner.SEARCH_CATALOG;
        return new RetryPolicy(retry, writes, afterOverload, settings.maxAdaptive(), settings.overloadRetargeting());
    }

    /** The same where a write can't be told from its repetition: only what the server says it has not done is tried again. */
    RetryPolicy withoutNumbers() {
        return retry == Operation.Retry.WRITE
                ? new RetryPolicy(Operation.Retry.NEVER, writes, afterOverload, maxAdaptive, retarget)
                : this;
    }

    /** The same with nothing to be tried again. */
    RetryPolicy spent() {
        return new RetryPolicy(Operation.Retry.NEVER, writes, false, 0, false);
    }
}
