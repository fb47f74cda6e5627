package dev.weft.testbed.strict;

import dev.weft.testbed.strict.CommandShape.FieldShape;
import dev.weft.testbed.wire.CommandFailure;
import java.util.Optional;
import java.util.TreeSet;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * Compares a command with its shape (server manual, "Database Commands": the fields and types of each command). A field that no version knows, or one of a wrong type, is a violation; a field that
 * only a newer version knows is refused as that version's server does, which drivers are allowed to run into.
 */
public final class FieldCheck {
    private final Version version;
    private final Violations violations;

    public FieldCheck(Version version, Violations violations) {
        this.version = version;
        this.violations = violations;
    }

    /** Refuses what the server refuses, with 40415 for an unknown field and 14 for a wrong type. */
    public void check(CommandShape shape, BsonDocument command) {
        CommandShape generic = CommandShapes.part(CommandShapes.GENERIC).orElseThrow();
        command.forEach((name, value) -> {
            Optional<FieldShape> field = Optional.ofNullable(generic.fields().get(name))
                    .filter(known -> !shape.fields().containsKey(name))
                    .or(() -> shape.field(name));
            check(field, shape.name() + "." + name, value, command);
            CommandShapes.part(shape.name() + "." + name).ifPresent(part -> checkPart(part, value, command));
        });
    }

    private void checkPart(CommandShape part, BsonValue value, BsonDocument command) {
        switch (value) {
            case BsonArray array -> array.forEach(element -> checkPart(part, element, command));
            case BsonDocument document ->
                document.forEach((name, inner) -> check(part.field(name), part.name() + "." + name, inner, command));
            default -> {
                // The shape of the field around it has been checked already.
            }
        }
    }

    private void check(Optional<FieldShape> field, String path, BsonValue value, BsonDocument command) {
        if (field.isEmpty()) {
            violations.add("unknown-field", command, path + " is a field of no version");
            throw CommandFailure.unknownField(path);
        }
        if (version.compareTo(field.get().since()) < 0) {
            int dot = path.lastIndexOf('.');
            throw UnknownField.of(path.substring(0, dot), path.substring(dot + 1), version);
        }
        if (field.get().types(version).stream().noneMatch(type -> type.holds(value))) {
            if (field.get().types().stream().noneMatch(type -> type.holds(value))) {
                violations.add("wrong-type", command, path + " is a " + value.getBsonType());
            }
            // In one order, so that what a client is told is the same in every run.
            throw CommandFailure.typeMismatch(
                    path, String.valueOf(new TreeSet<>(field.get().types(version))));
        }
    }
}
