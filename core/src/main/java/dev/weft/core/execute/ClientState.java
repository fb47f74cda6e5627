package dev.weft.core.execute;

import dev.weft.core.operation.CommandWriter;
import dev.weft.core.operation.Operation;
import dev.weft.core.session.ClusterClock;
import dev.weft.core.time.Deadline;
import dev.weft.core.time.NanoClock;
import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.settings.ClientSettings;
import dev.weft.settings.HandleSettings;
import dev.weft.settings.StableApi;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/**
 * What all commands of a client have in common.
 *
 * @param clock the cluster's time
 * @param time the client's clock
 * @param stableApi the elements that declare the Stable API, ready to be copied; empty when none was asked for
 * @param policies how each manner of operation may be tried again
 * @param unacknowledged the same for writes that nobody answers
 * @param selectionTimeout {@code serverSelectionTimeoutMS}
 * @param jitter which part of a pause is taken, from 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // Encoded once and copied into every command; nobody writes to it.
record ClientState(
        ClusterClock clock,
        NanoClock time,
        byte[] stableApi,
        Map<Operation.Manner, RetryPolicy> policies,
        Map<Operation.Manner, RetryPolicy> unacknowledged,
        Duration selectionTimeout,
        DoubleSupplier jitter) {
    static ClientState of(ClientSettings settings, ClusterClock clock, NanoClock time, DoubleSupplier jitter) {
        byte[] api = settings.stableApi().map(ClientState::encode).orElseGet(() -> new byte[0]);
        return new ClientState(
                clock,
                time,
                api,
                policies(true, settings),
                policies(false, settings),
                settings.servers().selectionTimeout(),
                jitter);
    }

    private static Map<Operation.Manner, RetryPolicy> policies(boolean acknowledged, ClientSettings settings) {
        var policies = new EnumMap<Operation.Manner, RetryPolicy>(Operation.Manner.class);
        for (var manner : Operation.Manner.values()) {
            policies.put(manner, RetryPolicy.of(manner, acknowledged, settings.retries()));
        }
        return policies;
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

    /**
     * When a call with a timeout that looks for a server from now on has to have its connection, unless its own deadline comes first (timeouts
     * specification, "Server Selection").
     */
    long selectionEnd() {
        return Deadline.after(nanoTime(), selectionTimeout);
    }

    /** How an operation may be tried again, given what the user has turned off. */
    RetryPolicy policy(Operation<?> operation) {
        var known = operation.acknowledged() ? policies : unacknowledged;
        return Objects.requireNonNull(known.get(operation.manner()), "every manner has a policy");
    }
}
