package dev.weft.testbed.wire;

import java.io.Serial;
import java.util.function.UnaryOperator;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/** A command that fails as a whole, with MongoDB's code for it (server manual, "Database Commands", "Response", and "Error Codes"). */
public final class CommandFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int code;
    private final String codeName;
    private final transient BsonDocument more = new BsonDocument();

    public CommandFailure(int code, String codeName, String message) {
        super(message);
        this.code = code;
        this.codeName = codeName;
    }

    public CommandFailure(int code, String message) {
        this(code, ErrorName.of(code), message);
    }

    public static CommandFailure notFound(String command) {
        return new CommandFailure(59, "no such command: '" + command + "'");
    }

    public static CommandFailure typeMismatch(String field, String expected) {
        return new CommandFailure(14, "BSON field '" + field + "' is the wrong type, expected type '" + expected + "'");
    }

    public static CommandFailure unknownField(String field) {
        return new CommandFailure(40415, "BSON field '" + field + "' is an unknown field.");
    }

    public static CommandFailure badValue(String message) {
        return new CommandFailure(2, message);
    }

    public int code() {
        return code;
    }

    /** The same in other words. */
    public CommandFailure retold(UnaryOperator<String> how) {
        var retold = new CommandFailure(code, codeName, how.apply(String.valueOf(getMessage())));
        retold.more.putAll(more);
        return retold;
    }

    /** The same with one more field in the reply. */
    public CommandFailure with(String field, BsonValue value) {
        more.append(field, value);
        return this;
    }

    public BsonDocument reply() {
        var reply = new BsonDocument("ok", new BsonDouble(0))
                .append("errmsg", new BsonString(String.valueOf(getMessage())))
                .append("code", new BsonInt32(code))
                .append("codeName", new BsonString(codeName));
        reply.putAll(more);
        return reply;
    }
}
