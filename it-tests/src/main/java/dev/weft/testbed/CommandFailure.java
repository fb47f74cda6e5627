package dev.weft.testbed;

import java.io.Serial;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** A command that fails as a whole, with MongoDB's code for it. */
final class CommandFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int code;
    private final String codeName;

    CommandFailure(int code, String codeName, String message) {
        super(message);
        this.code = code;
        this.codeName = codeName;
    }

    static CommandFailure notFound(String command) {
        return new CommandFailure(59, "CommandNotFound", "no such command: '" + command + "'");
    }

    static CommandFailure typeMismatch(String field, String expected) {
        return new CommandFailure(
                14, "TypeMismatch", "BSON field '" + field + "' is the wrong type, expected type '" + expected + "'");
    }

    static CommandFailure badValue(String message) {
        return new CommandFailure(2, "BadValue", message);
    }

    BsonDocument reply() {
        return new BsonDocument("ok", new BsonDouble(0))
                .append("errmsg", new BsonString(String.valueOf(getMessage())))
                .append("code", new BsonInt32(code))
                .append("codeName", new BsonString(codeName));
    }
}
