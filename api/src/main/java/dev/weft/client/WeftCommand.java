package dev.weft.client;

import dev.weft.Namespace;
import dev.weft.ReadPreference;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.RunCursorCommand;
import dev.weft.core.operation.Target;
import dev.weft.settings.HandleSettings;
import java.time.Duration;
import org.bson.codecs.Decoder;
import org.bson.conversions.Bson;

/** A command of the user's own that opens a cursor. */
final class WeftCommand<T> extends WeftQuery<T, CommandQuery<T>> implements CommandQuery<T> {
    private final Asked asked;

    /** The command, and which server is to run it. */
    record Asked(Bson command, ReadPreference preference) {}

    WeftCommand(Wiring wiring, Namespace namespace, Options options, Asked asked, Decoder<? extends T> decoder) {
        super(wiring, namespace, options, decoder);
        this.asked = asked;
    }

    @Override
    CommandQuery<T> with(Options other) {
        return new WeftCommand<>(wiring, namespace, other, asked, decoder);
    }

    @Override
    Operation.OpensCursor<T> opening() {
        HandleSettings settings = wiring.settings().with(s -> s.readPreference(asked.preference));
        // The command itself says whether it awaits data; who says how long the server waits means that it does.
        boolean awaits = options.is(Field.TAILABLE) && options.get(Field.MAX_AWAIT) != null;
        Options all = awaits ? options.with(Field.AWAIT_DATA, true) : options;
        return RunCursorCommand.of(new Target(namespace, settings, all), asked.command, decoder);
    }

    @Override
    public <R> CommandQuery<R> as(Class<R> type) {
        return new WeftCommand<>(wiring, namespace, options, asked, wiring.codec(type));
    }

    @Override
    public CommandQuery<T> readPreference(ReadPreference preference) {
        return new WeftCommand<>(wiring, namespace, options, new Asked(asked.command, preference), decoder);
    }

    @Override
    public CommandQuery<T> maxAwait(Duration limit) {
        return with(Field.MAX_AWAIT, Ranges.notNegative("maxAwait", limit));
    }

    @Override
    public CommandQuery<T> tailable() {
        return with(Field.TAILABLE, true);
    }

    @Override
    public CommandQuery<T> tailable(Duration maxAwait) {
        return with(options.with(Field.TAILABLE, true)
                .with(Field.AWAIT_DATA, true)
                .with(Field.MAX_AWAIT, Ranges.notNegative("maxAwait", maxAwait)));
    }

    @Override
    public String toString() {
        return "CommandQuery in " + namespace.database();
    }
}
