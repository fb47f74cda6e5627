package dev.weft.client;

import dev.weft.Namespace;
import dev.weft.core.execute.Bound;
import dev.weft.core.execute.OperationRunner;
import dev.weft.core.operation.Operation;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Target;
import dev.weft.core.time.Deadline;
import dev.weft.settings.HandleOptions;
import dev.weft.settings.HandleSettings;
import java.util.function.Consumer;
import org.bson.codecs.Codec;

/**
 * What every handle has: the engine, what it was bound to, and its settings.
 *
 * @param engine runs its calls
 * @param bound the session and deadline of its calls
 * @param settings what its calls use unless told otherwise
 */
record Wiring(Engine engine, Bound bound, HandleSettings settings) {
    /** What an implementation of a handle can do that users do not see. */
    interface Wired<H> {
        Wiring wiring();

        H rewired(Wiring other);
    }

    /** The binding of a user's handle, which must be one of ours and of the same client. */
    @SuppressWarnings("unchecked") // Our handle of type H makes copies of type H.
    static <H extends Handle<H>> H bind(H handle, Engine engine, Bound more) {
        if (!(handle instanceof Wired<?> ours)) {
            throw new IllegalArgumentException("only handles made by Weft can be bound, and "
                    + handle.getClass().getName() + " is not one of them");
        }
        Wiring wiring = ours.wiring();
        if (!wiring.engine.equals(engine)) {
            throw new IllegalArgumentException(
                    "the handle belongs to another client: bind handles of this client only");
        }
        return (H) ours.rewired(new Wiring(engine, join(wiring.bound, more), wiring.settings));
    }

    private static Bound join(Bound one, Bound other) {
        long at = Deadline.earlier(one.cap().atNanos(), other.cap().atNanos());
        return new Bound(
                other.session() == null ? one.session() : other.session(),
                at == one.cap().atNanos() ? one.cap() : other.cap());
    }

    Wiring with(Consumer<? super HandleOptions> changes) {
        return new Wiring(engine, bound, settings.with(changes));
    }

    <R> R run(Operation<R> operation) {
        OperationRunner runner = engine.runner();
        return runner.run(operation, runner.call(operation, bound));
    }

    Target target(Namespace namespace, Options options) {
        return new Target(namespace, settings, options);
    }

    <T> Codec<T> codec(Class<T> type) {
        return Target.codec(type, settings.codecs());
    }
}
