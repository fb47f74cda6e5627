package dev.weft.testbed.fault;

import dev.weft.testbed.wire.CommandFailure;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt64;
import org.bson.BsonValue;

/** The fail points of one member (unified test format, "Server Fail Points"). */
public final class FailPoints {
    public static final String FAIL_COMMAND = "failCommand";
    public static final String FAIL_GET_MORE = "failGetMoreAfterCursorCheckout";
    public static final String TRANSACTIONAL_WRITE = "onPrimaryTransactionalWrite";

    private record Point(Mode mode, BsonDocument data, long entered) {
        static final Point UNUSED = new Point(new Mode.Off(), new BsonDocument(), 0);

        boolean off() {
            return mode instanceof Mode.Off;
        }
    }

    private final Map<String, AtomicReference<Point>> points;

    private FailPoints(String... names) {
        points = Arrays.stream(names)
                .collect(Collectors.toUnmodifiableMap(name -> name, name -> new AtomicReference<>(Point.UNUSED)));
    }

    /** Those of a server that holds data. */
    public static FailPoints ofMember() {
        return new FailPoints(FAIL_COMMAND, FAIL_GET_MORE, TRANSACTIONAL_WRITE);
    }

    /** Those of a router, where no write is committed. */
    public static FailPoints ofRouter() {
        return new FailPoints(FAIL_COMMAND, FAIL_GET_MORE);
    }

    /** The command {@code configureFailPoint}. The reply counts how often the fail point was entered. */
    public BsonDocument configure(BsonDocument command) {
        if (!command.isString("configureFailPoint")) {
            throw CommandFailure.typeMismatch("configureFailPoint.configureFailPoint", "string");
        }
        String name = command.getString("configureFailPoint").getValue();
        Mode mode = Mode.parse(command.get("mode"));
        BsonValue value = command.get("data", new BsonDocument());
        if (!(value instanceof BsonDocument data)) {
            throw CommandFailure.typeMismatch("configureFailPoint.data", "object");
        }
        AtomicReference<Point> point = points.get(name);
        if (point == null) {
            throw new CommandFailure(125, "no such fail point here: " + name);
        }
        if (name.equals(FAIL_COMMAND) && !(mode instanceof Mode.Off)) {
            CommandFault.check(data);
        }
        Point before = point.getAndUpdate(old -> new Point(mode, data.clone(), old.entered));
        return new BsonDocument("count", new BsonInt64(before.entered)).append("ok", new BsonDouble(1));
    }

    /** Turns all of them off. */
    public void clear() {
        points.values().forEach(point -> point.set(Point.UNUSED));
    }

    /** What is to happen to a command; only commands that match are counted. */
    public Optional<CommandFault> onCommand(Subject subject) {
        return enter(FAIL_COMMAND, data -> CommandFault.concerns(data, subject)).map(CommandFault::of);
    }

    /** The data of a fail point that is about no command in particular, if it triggers now. */
    public Optional<BsonDocument> on(String name) {
        return enter(name, data -> true);
    }

    private Optional<BsonDocument> enter(String name, Predicate<BsonDocument> concerned) {
        AtomicReference<Point> point = points.get(name);
        if (point == null || point.get().off()) {
            return Optional.empty();
        }
        var triggered = new AtomicBoolean();
        Point before = point.getAndUpdate(old -> {
            triggered.set(false);
            if (old.off() || !concerned.test(old.data)) {
                return old;
            }
            Mode.Step step = old.mode.match();
            triggered.set(step.triggered());
            return new Point(step.next(), old.data, old.entered + (step.triggered() ? 1 : 0));
        });
        return triggered.get() ? Optional.of(before.data) : Optional.empty();
    }
}
