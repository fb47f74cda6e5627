package dev.weft.testbed.storage.memory;

import dev.weft.testbed.wire.CommandFailure;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Fields that a command cannot do without. */
final class Required {
    private Required() {}

    static BsonValue field(BsonDocument document, String name) {
        BsonValue value = document.get(name);
        if (value == null) {
            throw new CommandFailure(40414, "BSON field '" + name + "' is missing but a required field");
        }
        return value;
    }

    /** What the command is about: the value of its first field. */
    static BsonValue collection(BsonDocument command) {
        return field(command, command.getFirstKey());
    }
}
