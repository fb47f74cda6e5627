package dev.weft.core.execute;

import dev.weft.core.operation.CommandWriter;
import dev.weft.core.operation.Operation;
import dev.weft.core.session.ClusterClock;
import dev.weft.core.time.NanoClock;
import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.settings.ClientSettings;
import dev.weft.settings.HandleSettings;
import dev.weft.settings.StableApi;
import java.util.Arrays;

/**
 * What all commands of a client have in common.
 *
 * @param clock the cluster's time
 * @param time the client's clock
 * @param stableApi the elements that declare the Stable API, ready to be copied; empty when none was asked for
 * @param retryReads whether reads are tried again
 * @param retryWrites whether writes are
 */
@SuppressWarnings("ArrayRecordComponent") // Encoded once and copied into every command; nobody writes to it.
record ClientState(ClusterClock clock, NanoClock time, byte[] stableApi, boolean retryReads, boolean retryWrites) {
    static ClientState of(ClientSettings settings, ClusterClock clock, NanoClock time) {
        byte[] api = settings.stableApi().map(ClientState::encode).orElseGet(() -> new byte[0]);
        return new ClientState(
                clock, time, api, settings.retries().reads(), settings.retries().writes());
    }

    /** The client never changes them, so they are encoded once (Stable API specification: flags only if they were set). */
    private static byte[] encode(StableApi api) {
        var out = new WireBuffer(64, 64);
        var writer = new CommandWriter(out, HandleSettings.DEFAULTS.codecs());
        writer.string("apiVersion", api.version());
        if (api.strict()) {
            writer.bool("apiStrict", true);
        }
        if (api.deprecationErrors()) {
            writer.bool("apiDeprecationErrors", true);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    long nanoTime() {
        return time.nanoTime();
    }

    /** Under which specification an operation may be tried again, given what the user has turned off. */
    Operation.Retry retries(Operation<?> operation) {
        Operation.Retry declared = operation.acknowledged() ? operation.manner().retry() : Operation.Retry.NEVER;
        return switch (declared) {
            case NEVER -> Operation.Retry.NEVER;
            case READ -> retryReads ? declared : Operation.Retry.NEVER;
            case WRITE -> retryWrites ? declared : Operation.Retry.NEVER;
        };
    }
}
