package dev.weft.error;

import dev.weft.ServerAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;

/** The server answered that it could not do what it was asked. Single writes have {@link WriteFailedException}. */
@SuppressWarnings("serial")
public sealed class CommandFailedException extends MongoException
        permits NotAuthorizedException, CursorLostException, OverloadedException {
    private final BsonDocument reply;

    CommandFailedException(String command, ServerAddress server, BsonDocument reply, String advice) {
        super(message(command, server, reply, advice), Optional.of(server), null);
        this.reply = reply;
        addLabels(labelsOf(reply));
    }

    /**
     * The failure a reply stands for.
     *
     * @param command the command's name
     * @param server who answered
     * @param reply the whole reply, with {@code ok: 0}
     * @return the failure, of the subtype its code or labels call for
     */
    public static CommandFailedException of(String command, ServerAddress server, BsonDocument reply) {
        int code = code(reply);
        if (labelsOf(reply).contains(ErrorLabel.SYSTEM_OVERLOADED)) {
            return new OverloadedException(command, server, reply);
        }
        if (ErrorCodes.NOT_AUTHORIZED.contains(code)) {
            return new NotAuthorizedException(command, server, reply);
        }
        if (ErrorCodes.CURSOR_LOST.contains(code)) {
            return new CursorLostException(command, server, reply);
        }
        return new CommandFailedException(command, server, reply, "");
    }

    /** {@return the server's code; 0 when it gave none} */
    public int code() {
        return code(reply);
    }

    /** {@return the server's name of the code; empty when it gave none} */
    public String codeName() {
        return text(reply, "codeName");
    }

    /** {@return the whole reply} */
    public BsonDocument reply() {
        return reply;
    }

    @Override
    public boolean retryable() {
        return labelledRetryable() || ErrorCodes.RETRYABLE_READ.contains(code());
    }

    static int code(BsonDocument document) {
        return document.get("code") instanceof BsonNumber number ? number.intValue() : 0;
    }

    static String text(BsonDocument document, String field) {
        return document.get(field) instanceof BsonString string ? string.getValue() : "";
    }

    // Labels stand beside the error, those of a write concern error inside it (transactions specification).
    static Set<String> labelsOf(BsonDocument reply) {
        List<String> labels = new ArrayList<>();
        collect(reply.get("errorLabels", new BsonArray()), labels);
        if (reply.get("writeConcernError") instanceof BsonDocument inner) {
            collect(inner.get("errorLabels", new BsonArray()), labels);
        }
        return Set.copyOf(labels);
    }

    private static void collect(BsonValue from, List<String> labels) {
        if (from instanceof BsonArray array) {
            array.stream()
                    .filter(BsonValue::isString)
                    .forEach(label -> labels.add(label.asString().getValue()));
        }
    }

    private static String message(String command, ServerAddress server, BsonDocument reply, String advice) {
        String name = text(reply, "codeName");
        return "command " + command + " failed on " + server + " with error " + code(reply)
                + (name.isEmpty() ? "" : " (" + name + ")") + ": " + text(reply, "errmsg") + advice;
    }
}
