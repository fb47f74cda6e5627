package dev.weft.core.cluster;

import dev.weft.ServerAddress;
import dev.weft.event.MongoEvent;
import dev.weft.protocol.MessageHeader;
import dev.weft.protocol.MsgFlags;
import dev.weft.protocol.OpMsg;
import dev.weft.protocol.testing.Answer;
import dev.weft.protocol.testing.Peer;
import dev.weft.protocol.testing.ScriptedServer;
import dev.weft.protocol.testing.Scripts;
import dev.weft.settings.ClientSettings;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.types.ObjectId;

/** A scripted server whose hello a test can change, break and stream, and whose other commands are answered as it likes. */
final class FakeMongod implements AutoCloseable {
    private static final List<String> HELLO = List.of("hello", "isMaster", "ismaster");

    final List<BsonDocument> commands = new CopyOnWriteArrayList<>();
    final AtomicBoolean refusing = new AtomicBoolean();
    final AtomicBoolean streaming = new AtomicBoolean();
    /** Whether it closes the next connection on which a change is waited for; once. */
    final AtomicBoolean hangingUp = new AtomicBoolean();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final BsonObjectId process = new BsonObjectId(new ObjectId());
    private final ScriptedServer server;
    private BsonDocument extra = new BsonDocument();
    private long counter;
    private volatile Answer answer = Peer::ok;

    private FakeMongod() {
        server = ScriptedServer.start(Scripts.each(this::serve));
    }

    static FakeMongod standalone() {
        return new FakeMongod();
    }

    static FakeMongod streamingStandalone() {
        var server = new FakeMongod();
        server.streaming.set(true);
        return server;
    }

    FakeMongod answering(Answer otherCommands) {
        answer = otherCommands;
        return this;
    }

    /** Adds to the hello, and tells those who wait for a change. */
    void change(BsonDocument fields) {
        lock.lock();
        try {
            extra = fields;
            counter++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    ServerAddress address() {
        return new ServerAddress("127.0.0.1", server.port());
    }

    ScriptedServer scripted() {
        return server;
    }

    String uri(String options) {
        return server.uri() + "?" + options;
    }

    Cluster connect(String options, List<MongoEvent> heard) {
        return connect(options, form -> form.listen(MongoEvent.class, heard::add));
    }

    Cluster connect(String options, Consumer<? super ClientSettings.Builder> form) {
        return Cluster.open(ClientSettings.of(uri(options), form));
    }

    Cluster connect(String options) {
        return Cluster.open(ClientSettings.of(uri(options)));
    }

    long count(String command) {
        return commands.stream()
                .filter(body -> body.getFirstKey().equals(command))
                .count();
    }

    private void serve(Peer peer, OpMsg request) throws IOException, InterruptedException {
        if (refusing.get()) {
            peer.close();
            throw new EOFException();
        }
        var body = request.document();
        if (HELLO.contains(body.getFirstKey())) {
            hello(peer, request, body);
        } else {
            commands.add(body);
            answer.answer(peer, request);
        }
    }

    private void hello(Peer peer, OpMsg request, BsonDocument body) throws IOException, InterruptedException {
        if (!body.containsKey("maxAwaitTimeMS")) {
            peer.reply(request, hello());
            return;
        }
        var stream = Scripts.exhaustAllowed(request);
        var answered = request.header().requestId();
        var known = body.getDocument("topologyVersion").getNumber("counter").longValue();
        do {
            known = awaitChange(known, body.getNumber("maxAwaitTimeMS").longValue());
            var reply = Peer.message(answered, stream ? MsgFlags.MORE_TO_COME : 0, hello());
            peer.write(reply);
            answered = MessageHeader.read(reply, 0).requestId();
        } while (stream);
    }

    private long awaitChange(long known, long atMostMillis) throws EOFException, InterruptedException {
        lock.lock();
        try {
            var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMillis);
            for (var left = end - System.nanoTime(); counter == known && left > 0; left = end - System.nanoTime()) {
                changed.awaitNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(50)));
                if (refusing.get() || server.failures().size() > 1_000) {
                    throw new InterruptedException("the fake server is down");
                }
                if (hangingUp.getAndSet(false)) {
                    throw new EOFException("it hangs up");
                }
            }
            return counter;
        } finally {
            lock.unlock();
        }
    }

    private BsonDocument hello() {
        lock.lock();
        try {
            var hello = Scripts.hello();
            hello.putAll(extra);
            if (streaming.get()) {
                hello.append(
                        "topologyVersion",
                        new BsonDocument("processId", process).append("counter", new BsonInt64(counter)));
            }
            return hello;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        refusing.set(true);
        server.close();
    }
}
