package dev.weft.testbed.storage.engine;

import dev.weft.testbed.storage.Storage;
import dev.weft.testbed.wire.CommandFailure;
import dev.weft.testbed.wire.ErrorName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonNumber;
import org.bson.BsonString;

/**
 * Sends every command to a process of MongoDB's own engine. It executes eight at a time, so there are that many connections.
 */
public final class EngineStorage implements Storage {
    private static final int LINES = 8;

    /** What the engine tells of a deployment that it is not part of. */
    private static final Set<String> NOT_OURS = Set.of("$clusterTime", "operationTime", "lastCommittedOpTime");

    private static final Set<String> ERROR = Set.of("ok", "errmsg", "code", "codeName");

    private final String host;
    private final int port;
    private final AutoCloseable process;
    private final Semaphore places = new Semaphore(LINES, true);
    private final LinkedBlockingDeque<EngineLine> idle = new LinkedBlockingDeque<>(LINES);

    /**
     * @param process what to close with the storage
     */
    public EngineStorage(String host, int port, AutoCloseable process) {
        this.host = host;
        this.port = port;
        this.process = process;
    }

    @Override
    public BsonDocument run(String database, BsonDocument command) {
        BsonDocument sent = command.clone().append("$db", new BsonString(database));
        sent.remove("rawData");
        if (command.getFirstKey().equals("collMod")) {
            return collMod(database, command);
        }
        BsonDocument reply = ask(sent);
        NOT_OURS.forEach(reply::remove);
        if (reply.get("ok") instanceof BsonNumber ok && ok.intValue() == 1) {
            return reply;
        }
        throw failure(reply);
    }

    /** The engine has no collMod: whether the collection exists is all that can be said. */
    private BsonDocument collMod(String database, BsonDocument command) {
        var filter = new BsonDocument("name", command.get("collMod"));
        var list = new BsonDocument("listCollections", new BsonDouble(1)).append("filter", filter);
        if (run(database, list).getDocument("cursor").getArray("firstBatch").isEmpty()) {
            throw new CommandFailure(26, "ns does not exist");
        }
        return new BsonDocument("ok", new BsonDouble(1));
    }

    private BsonDocument ask(BsonDocument command) {
        places.acquireUninterruptibly();
        EngineLine line = null;
        try {
            line = idle.pollFirst();
            if (line == null) {
                line = new EngineLine(host, port);
            }
            BsonDocument reply = line.ask(command);
            idle.addFirst(line);
            return reply;
        } catch (IOException e) {
            if (line != null) {
                line.close();
            }
            throw new UncheckedIOException("the engine does not answer", e);
        } finally {
            places.release();
        }
    }

    private static CommandFailure failure(BsonDocument reply) {
        int code = reply.get("code") instanceof BsonNumber number ? number.intValue() : 8;
        String message = reply.get("errmsg") instanceof BsonString text ? text.getValue() : reply.toJson();
        String name = reply.get("codeName") instanceof BsonString text ? text.getValue() : ErrorName.of(code);
        var failure = new CommandFailure(code, name, message);
        reply.forEach((field, value) -> {
            if (!ERROR.contains(field)) {
                failure.with(field, value);
            }
        });
        return failure;
    }

    @Override
    public void close() {
        List<EngineLine> lines = new ArrayList<>();
        idle.drainTo(lines);
        lines.forEach(EngineLine::close);
        try {
            process.close();
        } catch (Exception e) {
            throw new IllegalStateException("the engine could not be ended", e);
        }
    }
}
