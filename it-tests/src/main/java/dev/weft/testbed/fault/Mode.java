package dev.weft.testbed.fault;

import dev.weft.testbed.wire.CommandFailure;
import java.util.concurrent.ThreadLocalRandom;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** When a fail point triggers (unified test format, "Configuring Fail Points"). */
sealed interface Mode {
    /** The mode after one match, and whether that match triggered. */
    record Step(Mode next, boolean triggered) {}

    Step match();

    record Off() implements Mode {
        @Override
        public Step match() {
            return new Step(this, false);
        }
    }

    record AlwaysOn() implements Mode {
        @Override
        public Step match() {
            return new Step(this, true);
        }
    }

    /** Triggers so many times and is off then. */
    record Times(int left) implements Mode {
        @Override
        public Step match() {
            return new Step(left > 1 ? new Times(left - 1) : new Off(), true);
        }
    }

    /** Lets so many pass and is always on then. */
    record Skip(int left) implements Mode {
        @Override
        public Step match() {
            return left > 0 ? new Step(new Skip(left - 1), false) : new Step(new AlwaysOn(), true);
        }
    }

    /** Triggers at random (the wiki's {@code activationProbability}). */
    record Sometimes(double probability) implements Mode {
        @Override
        public Step match() {
            return new Step(this, ThreadLocalRandom.current().nextDouble() < probability);
        }
    }

    static Mode parse(@Nullable BsonValue value) {
        if (value instanceof BsonString text) {
            return named(text.getValue());
        }
        if (value instanceof BsonDocument document && document.size() == 1) {
            return counted(document.getFirstKey(), document.get(document.getFirstKey()));
        }
        throw CommandFailure.badValue("'mode' must be a string or an object of one field");
    }

    private static Mode named(String name) {
        return switch (name) {
            case "off" -> new Off();
            case "alwaysOn" -> new AlwaysOn();
            default -> throw CommandFailure.badValue("unknown mode: " + name);
        };
    }

    private static Mode counted(String name, @Nullable BsonValue value) {
        if (!(value instanceof BsonNumber number)) {
            throw CommandFailure.typeMismatch("mode." + name, "number");
        }
        if (number.doubleValue() < 0) {
            throw CommandFailure.badValue("'" + name + "' option to 'mode' must be positive");
        }
        return switch (name) {
            case "times" -> number.intValue() == 0 ? new Off() : new Times(number.intValue());
            case "skip" -> new Skip(number.intValue());
            case "activationProbability" -> new Sometimes(number.doubleValue());
            default -> throw CommandFailure.badValue("unknown mode: " + name);
        };
    }
}
