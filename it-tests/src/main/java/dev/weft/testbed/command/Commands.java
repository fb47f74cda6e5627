package dev.weft.testbed.command;

import dev.weft.testbed.fault.FailPoints;
import dev.weft.testbed.strict.CommandShape;
import dev.weft.testbed.strict.Trait;
import dev.weft.testbed.wire.CommandFailure;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonSerializationException;

/** All commands by name. What has no handler of its own goes to the storage as it is. */
public final class Commands {
    private final Map<String, Handler> handlers = new HashMap<>();

    public Commands(FailPoints failPoints) {
        handlers.put("hello", new HelloCommand());
        handlers.put("isMaster", new HelloCommand());
        handlers.put("configureFailPoint", x -> failPoints.configure(x.arguments()));
        ServerCommands.register(handlers);
        SessionCommands.register(handlers);
        ReplicaCommands.register(handlers);
        RouterCommands.register(handlers);
        WriteCommands.register(handlers);
        BulkWrite.register(handlers);
        QueryCommands.register(handlers);
        CursorCommands.register(handlers);
    }

    /** Executes a command of this shape. */
    public BsonDocument run(Exchange x) throws IOException {
        CommandShape shape = x.shape();
        if (shape.is(Trait.LACKING)) {
            throw SearchIndexes.notEnabled(x);
        }
        if (shape.is(Trait.SECRET) && !handlers.containsKey(shape.name())) {
            throw new CommandFailure(18, "Authentication failed.");
        }
        Handler handler = handlers.get(shape.name());
        Where.run(x);
        try {
            return handler == null ? store(x) : handler.run(x);
        } catch (BsonSerializationException e) {
            throw new CommandFailure(22, String.valueOf(e.getMessage()));
        }
    }

    private static BsonDocument store(Exchange x) {
        BsonDocument reply = x.storage().run(x.database(), x.arguments());
        if (x.changesData()) {
            WriteCommands.wrote(x);
        }
        return reply;
    }
}
