package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.codecs.Decoder;
import org.bson.conversions.Bson;

/**
 * The user's own command, sent as it is and never inspected beyond its name (run command specification). The read preference is the
 * target's: callers give it {@code primary}, whatever the handle says, unless the user asked for another.
 *
 * @param command a document of at least one field, the name first; {@link #of} sees to it that its fields can be told without encoding it
 * @param decoder makes the user's object of the whole reply
 */
public record RunCommand<T>(Target target, Bson command, String commandName, Decoder<? extends T> decoder)
        implements Operation<T> {
    private static final long ADDED = Field.bits(Field.COMMENT, Field.RAW_DATA, Field.CUSTOM);

    /**
     * A command of the user's.
     *
     * @throws IllegalArgumentException when the command is empty
     */
    public static <T> RunCommand<T> of(Target target, Bson command, Decoder<? extends T> decoder) {
        Bson told = command instanceof Map<?, ?>
                ? command
                : command.toBsonDocument(BsonDocument.class, target.settings().codecs());
        String name = told instanceof Map<?, ?> fields && !fields.isEmpty()
                ? String.valueOf(fields.keySet().iterator().next())
                : "";
        if (name.isEmpty()) {
            throw new IllegalArgumentException(
                    "a command names itself in its first field, such as {ping: 1}; this one is empty");
        }
        return new RunCommand<>(target, told, name, decoder);
    }

    @Override
    public Manner manner() {
        return Manner.COMMAND;
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        writeCommand(out);
        // Nothing of the handle's is added, but what was asked for by the call itself is.
        target.options().writeTo(out, ADDED & Field.sent(to));
    }

    void writeCommand(CommandWriter out) {
        out.fieldsOf(command);
    }

    @Override
    public T read(Reply reply, ConnectionDescription from) {
        return Batch.decode(reply, reply.bodyOffset(), reply.bodyLength(), decoder);
    }
}
