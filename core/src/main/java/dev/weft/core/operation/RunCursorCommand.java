package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;
import org.bson.Document;
import org.bson.codecs.Decoder;
import org.bson.codecs.DocumentCodec;
import org.bson.conversions.Bson;

/**
 * The user's own command that opens a cursor (run command specification, "runCursorCommand"). Batch size, comment and waiting time among
 * the options are for {@code getMore} only: the command itself is sent as it is.
 */
public record RunCursorCommand<T>(RunCommand<Document> command, Decoder<? extends T> decoder)
        implements Operation.OpensCursor<T> {
    private static final long ADDED = Field.bits(Field.COLLATION, Field.RAW_DATA, Field.CUSTOM);

    private static final DocumentCodec UNUSED = new DocumentCodec();

    /** A command of the user's whose documents are made by {@code decoder}. */
    public static <T> RunCursorCommand<T> of(Target target, Bson command, Decoder<? extends T> decoder) {
        return new RunCursorCommand<>(RunCommand.of(target, command, UNUSED), decoder);
    }

    @Override
    public Target target() {
        return command.target();
    }

    @Override
    public String commandName() {
        return command.commandName();
    }

    @Override
    public Manner manner() {
        return Manner.COMMAND;
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        command.writeCommand(out);
        // What was asked for by the call itself; batch size and comment are for the messages that bring more.
        target().options().writeTo(out, ADDED & Field.sent(to));
    }

    @Override
    public Batch<T> read(Reply reply, ConnectionDescription from) {
        return CursorReply.keep(reply, from, target(), decoder);
    }
}
