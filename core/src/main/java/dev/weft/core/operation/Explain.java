package dev.weft.core.operation;

import dev.weft.ReadPreference;
import dev.weft.Verbosity;
import dev.weft.core.connection.ConnectionDescription;
import dev.weft.core.connection.Reply;
import java.time.Duration;
import org.bson.codecs.Decoder;
import org.jspecify.annotations.Nullable;

/**
 * Asks how the server would run a command (server manual, "explain"). Not retried, and without concerns; the server's limit of time is that
 * of the whole (CRUD specification, "Explain").
 *
 * @param explained the command
 * @param verbosity how much is told
 * @param decoder makes the user's object of the whole reply
 */
public record Explain<R>(Operation<?> explained, Verbosity verbosity, Decoder<? extends R> decoder)
        implements Operation<R> {
    @Override
    public Target target() {
        return explained.target();
    }

    @Override
    public String commandName() {
        return "explain";
    }

    @Override
    public Manner manner() {
        return Manner.COMMAND;
    }

    @Override
    public ReadPreference readPreference() {
        return explained.readPreference();
    }

    @Override
    public @Nullable Duration serverLimit() {
        return explained.serverLimit();
    }

    @Override
    public void writeTo(CommandWriter out, ConnectionDescription to) {
        int command = out.openDocument("explain");
        explained.writeTo(out, to);
        out.close(command);
        out.string("verbosity", verbosity.word());
    }

    @Override
    public R read(Reply reply, ConnectionDescription from) {
        return Batch.decode(reply, reply.bodyOffset(), reply.bodyLength(), decoder);
    }
}
