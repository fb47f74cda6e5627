package dev.weft.core.connection;

import dev.weft.ServerAddress;
import dev.weft.core.time.Deadline;
import dev.weft.core.time.NanoClock;
import dev.weft.event.CommandEvent;
import dev.weft.event.EventSink;
import dev.weft.event.Subscription;
import dev.weft.protocol.MessageWriter;
import dev.weft.protocol.OpMsg;
import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.protocol.testing.Script;
import dev.weft.protocol.testing.ScriptedServer;
import dev.weft.protocol.transport.IoLoop;
import dev.weft.protocol.transport.Resolver;
import dev.weft.settings.ClientSettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;

/** A scripted server and what it takes to open connections to it. */
final class Bench implements AutoCloseable {
    static final NanoClock CLOCK = NanoClock.system();

    final ScriptedServer server;
    final List<CommandEvent> events = new ArrayList<>();
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    final ConnectionOpener opener;
    private final IoLoop loop = IoLoop.acquire();
    private final List<Connection> opened = new ArrayList<>();

    Bench(Script script) {
        this(script, settings -> {});
    }

    Bench(Script script, Consumer<? super ClientSettings.Builder> settings) {
        this.server = ScriptedServer.start(script);
        EventSink sink = EventSink.of(List.of(new Subscription<>(CommandEvent.class, events::add)));
        this.opener = opener(settings, sink);
    }

    ConnectionOpener opener(Consumer<? super ClientSettings.Builder> settings, EventSink sink) {
        return new ConnectionOpener(
                ClientSettings.of(server.uri(), settings),
                new ClientMetadata("bench", new Surroundings(Map.of(), "Linux", "amd64", "6.1", "Java 25", false)),
                new ConnectionOpener.Services(loop, Resolver.system(), CLOCK, sink));
    }

    ServerAddress address() {
        return new ServerAddress("127.0.0.1", server.port());
    }

    Connection open() {
        return open(opener, false);
    }

    Connection open(ConnectionOpener with, boolean monitoring) {
        Connection connection =
                with.open(new ConnectionOpener.Order(address(), 1, 3, monitoring), new Hearing(), seconds(10));
        opened.add(connection);
        return connection;
    }

    static Deadline seconds(int seconds) {
        return Deadline.in(Duration.ofSeconds(seconds), CLOCK);
    }

    static Deadline millis(int millis) {
        return Deadline.in(Duration.ofMillis(millis), CLOCK);
    }

    static Outgoing command(String json) {
        return command(BsonDocument.parse(json));
    }

    static Outgoing command(BsonDocument body) {
        return new Sent(body, 42);
    }

    @Override
    public void close() {
        opened.forEach(connection -> connection.close(new IllegalStateException("the test is over")));
        loop.release();
        server.close();
    }

    static byte[] bytes(BsonDocument body) {
        WireBuffer out = new WireBuffer(1024, 1024);
        write(out, body);
        return Arrays.copyOf(out.array(), out.position());
    }

    /** A command that was encoded before. */
    static final class Prepared implements Outgoing {
        private final String commandName;
        private final byte[] body;

        Prepared(String commandName, byte[] body) {
            this.commandName = commandName;
            this.body = body;
        }

        @Override
        public String commandName() {
            return commandName;
        }

        @Override
        public String database() {
            return "db";
        }

        @Override
        public long operationId() {
            return 1;
        }

        @Override
        public void writeBody(WireBuffer out, ConnectionDescription to) {
            out.writeBytes(body);
        }
    }

    /** A command that is a tree. */
    record Sent(BsonDocument body, long operationId) implements Outgoing {
        @Override
        public String commandName() {
            return body.getFirstKey();
        }

        @Override
        public String database() {
            return "db";
        }

        @Override
        public void writeBody(WireBuffer out, ConnectionDescription to) {
            write(out, body);
        }
    }

    /** A reply whose documents nest {@code depth} deep, which no encoder of trees would write. */
    static byte[] nestedReply(OpMsg request, int ok, int depth) {
        int size = 4 + 8 + 3 + 8 * (depth - 1) + 5 + 1;
        ByteBuffer document = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        document.putInt(size);
        document.put((byte) 0x10).put(ascii("ok")).putInt(ok);
        document.put((byte) 0x03).put(ascii("a"));
        for (int level = depth; level > 0; level--) {
            document.putInt(8 * (level - 1) + 5);
            if (level > 1) {
                document.put((byte) 0x03).put(ascii("a"));
            }
        }
        WireBuffer out = new WireBuffer(1024, 1024);
        int start = MessageWriter.begin(out, 1, request.header().requestId(), 0);
        MessageWriter.bodySection(out);
        out.writeBytes(document.array());
        MessageWriter.finish(out, start);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] ascii(String name) {
        return (name + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    static void write(WireBuffer out, BsonDocument body) {
        try (BsonBinaryWriter writer = new BsonBinaryWriter(out)) {
            new BsonDocumentCodec()
                    .encode(writer, body, EncoderContext.builder().build());
        }
    }

    /** Notes what the listener of a connection is told. */
    private final class Hearing implements Connection.Listener {
        @Override
        public void left(Connection connection) {
            heard.add("left");
        }

        @Override
        public void lateReply(Connection connection) {
            heard.add("late reply");
        }

        @Override
        public void drainFailed(Connection connection, Throwable cause) {
            heard.add("drain failed");
        }

        @Override
        public void perished(Connection connection, Throwable cause) {
            heard.add("perished");
        }
    }
}
