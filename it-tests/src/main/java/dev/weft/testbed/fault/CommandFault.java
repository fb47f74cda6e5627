package dev.weft.testbed.fault;

import dev.weft.testbed.wire.CommandFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a command that meets {@code failCommand} (unified test format, "failCommand"; server wiki, "The
 * failCommand fail point").
 *
 * @param blockMillis how long the command waits first, which also comes before {@code closeConnection} (SERVER-53512)
 * @param closeConnection whether the command is not executed and its connection closed
 * @param errorCode the error that is answered instead of executing the command
 * @param errorLabels if there, even empty, they replace what the server would add (SERVER-43941)
 * @param writeConcernError what is added to the reply of the executed command
 */
public record CommandFault(
        long blockMillis,
        boolean closeConnection,
        OptionalInt errorCode,
        Optional<BsonArray> errorLabels,
        Optional<BsonDocument> writeConcernError) {
    private static final Map<String, Class<? extends BsonValue>> FIELDS = Map.ofEntries(
            Map.entry("failCommands", BsonArray.class),
            Map.entry("closeConnection", BsonBoolean.class),
            Map.entry("errorCode", BsonNumber.class),
            Map.entry("errorLabels", BsonArray.class),
            Map.entry("writeConcernError", BsonDocument.class),
            Map.entry("appName", BsonString.class),
            Map.entry("blockConnection", BsonBoolean.class),
            Map.entry("blockTimeMS", BsonNumber.class),
            Map.entry("namespace", BsonString.class),
            Map.entry("failInternalCommands", BsonBoolean.class),
            Map.entry("failLocalClients", BsonBoolean.class),
            Map.entry("failAllCommands", BsonBoolean.class),
            Map.entry("errorExtraInfo", BsonDocument.class));

    static CommandFault of(BsonDocument data) {
        boolean block = truth(data, "blockConnection");
        BsonValue code = data.get("errorCode");
        return new CommandFault(
                block && data.get("blockTimeMS") instanceof BsonNumber time ? time.longValue() : 0,
                truth(data, "closeConnection"),
                code instanceof BsonNumber number ? OptionalInt.of(number.intValue()) : OptionalInt.empty(),
                Optional.ofNullable(data.get("errorLabels")).map(BsonValue::asArray),
                Optional.ofNullable(data.get("writeConcernError")).map(BsonValue::asDocument));
    }

    /** Refuses data that a server would not understand, so that a test does not pass because its fail point does nothing. */
    static void check(BsonDocument data) {
        data.forEach((name, value) -> {
            Class<? extends BsonValue> type = FIELDS.get(name);
            if (type == null) {
                throw CommandFailure.unknownField("failCommand." + name);
            }
            if (!type.isInstance(value)) {
                throw CommandFailure.typeMismatch("failCommand." + name, type.getSimpleName());
            }
        });
        if (!data.containsKey("failCommands") && !truth(data, "failAllCommands")) {
            throw new CommandFailure(9, "failCommand needs the array 'failCommands'");
        }
        if (truth(data, "blockConnection") && !data.containsKey("blockTimeMS")) {
            throw new CommandFailure(72, "must specify 'blockTimeMS' when 'blockConnection' is true");
        }
    }

    /** Whether the fail point is about this command of this client. */
    static boolean concerns(BsonDocument data, Subject subject) {
        List<String> names = subject.names();
        boolean named = truth(data, "failAllCommands")
                || data.getArray("failCommands").stream()
                        .anyMatch(name -> name instanceof BsonString text && names.contains(text.getValue()));
        return named
                && equal(data.get("appName"), subject.appName().orElse(null))
                && equal(data.get("namespace"), subject.namespace());
    }

    private static boolean equal(@Nullable BsonValue wanted, @Nullable String actual) {
        return wanted == null || wanted.asString().getValue().equals(actual);
    }

    private static boolean truth(BsonDocument data, String name) {
        return data.get(name) instanceof BsonBoolean truth && truth.getValue();
    }
}
