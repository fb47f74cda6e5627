package dev.weft.settings;

import dev.weft.ReadConcern;
import dev.weft.ReadPreference;
import dev.weft.WriteConcern;
import dev.weft.core.mapping.Mapping;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.codecs.configuration.CodecRegistry;

/**
 * What a client, database or collection uses for its calls; and the one rule of how it comes by it (read and write concern
 * specification, "Via Code"):
 *
 * <ul>
 *   <li>The client's come from its settings. A database begins with those of the client it was asked of, a collection with
 *       those of its database: all of them, as a value, so that nothing set later on either changes what was made before.
 *   <li>{@code handle.with(o -> ...)} makes a copy that differs in what the form was given. The server's default is something to
 *       give, too: it ends what the levels above have said, and nothing is sent.
 *   <li>A call takes the settings of its handle. It has a word of its own about its timeout only; for one call with another preference
 *       or concern, say {@code handle.with(...)} in front of it.
 *   <li>A command of the user's ({@code runCommand}) takes timeout and codecs, but neither concerns nor preference (run command
 *       specification); it is given a preference by its own form, and concerns in its document.
 * </ul>
 *
 * @param readPreference who is read from
 * @param readConcern how durable what is read must be
 * @param writeConcern how widely a write must be known
 * @param timeout how long each call may take, all its retries included; zero: without limit; empty: without limit,
 *     and the older timeouts of the connection string hold
 * @param codecs what turns documents into objects and back
 */
public record HandleSettings(
        ReadPreference readPreference,
        ReadConcern readConcern,
        WriteConcern writeConcern,
        Optional<Duration> timeout,
        CodecRegistry codecs) {
    /** What holds when nothing is said: the primary, the server's concerns, no timeout, the codecs of {@code org.bson} and those of records. */
    public static final HandleSettings DEFAULTS = new HandleSettings(
            ReadPreference.primary(),
            ReadConcern.serverDefault(),
            WriteConcern.serverDefault(),
            Optional.empty(),
            Mapping.usual());

    /**
     * Checks the timeout.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public HandleSettings {
        if (timeout.isPresent() && timeout.get().isNegative()) {
            throw new IllegalArgumentException("timeout must not be negative; zero means without limit");
        }
    }

    /**
     * The same settings with some changed.
     *
     * @param changes fills in the form
     * @return a copy
     */
    public HandleSettings with(Consumer<? super HandleOptions> changes) {
        HandleForm form = new HandleForm(this);
        changes.accept(form);
        return form.settings();
    }
}
