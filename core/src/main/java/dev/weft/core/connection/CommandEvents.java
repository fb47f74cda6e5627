package dev.weft.core.connection;

import dev.weft.core.mapping.Trees;
import dev.weft.core.time.NanoClock;
import dev.weft.error.CommandFailedException;
import dev.weft.error.MongoException;
import dev.weft.event.CommandEvent;
import dev.weft.event.EventSink;
import dev.weft.protocol.bson.Elements;
import dev.weft.protocol.buffer.WireBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners what is sent and answered, and keeps secrets from them (Command Logging and Monitoring specification). Every command
 * that was told of as started is told of once more, as succeeded or failed. Nobody listening costs one branch.
 */
final class CommandEvents {
    private static final Set<String> SENSITIVE = Set.of(
            "authenticate",
            "saslstart",
            "saslcontinue",
            "getnonce",
            "createuser",
            "updateuser",
            "copydbgetnonce",
            "copydbsaslstart",
            "copydb");
    private static final Set<String> HELLO = Set.of("hello", "ismaster");
    private static final Set<String> TOLD_OF_SENSITIVE = Set.of("code", "codeName", "errorLabels");
    private static final byte[] SPECULATIVE = "speculativeAuthenticate".getBytes(StandardCharsets.US_ASCII);
    private static final RawBsonDocument EMPTY = new RawBsonDocument(Trees.bytes(new BsonDocument()));
    private static final RawBsonDocument UNACKNOWLEDGED =
            new RawBsonDocument(Trees.bytes(new BsonDocument("ok", new BsonInt32(1))));

    private final EventSink sink;
    private final NanoClock clock;
    private final boolean off;

    /** A command that was told of as started. */
    record Told(CommandEvent.Call call, long startedNanos, boolean sensitive) {}

    CommandEvents(EventSink sink, NanoClock clock) {
        this.sink = sink;
        this.clock = clock;
        this.off = !sink.wants(CommandEvent.Started.class)
                && !sink.wants(CommandEvent.Succeeded.class)
                && !sink.wants(CommandEvent.Failed.class);
    }

    /** The command in {@code message} is about to be sent; null when nobody wants to know. */
    @Nullable
    Told started(Outgoing command, int requestId, WireBuffer message, ConnectionDescription to) {
        return off ? null : tell(command, requestId, message, to);
    }

    private Told tell(Outgoing command, int requestId, WireBuffer message, ConnectionDescription to) {
        CommandEvent.Call call = new CommandEvent.Call(
                requestId,
                command.operationId(),
                command.commandName(),
                command.database(),
                to.server(),
                to.localId(),
                to.serverConnectionId(),
                to.serviceId());
        boolean sensitive = sensitive(command.commandName(), message);
        if (sink.wants(CommandEvent.Started.class)) {
            RawBsonDocument body = sensitive ? EMPTY : Sections.command(message.array(), message.position());
            sink.emit(new CommandEvent.Started(clock.now(), call, body));
        }
        return new Told(call, clock.nanoTime(), sensitive);
    }

    void succeeded(Told told, Reply reply) {
        if (sink.wants(CommandEvent.Succeeded.class)) {
            answered(told, told.sensitive ? EMPTY : reply.body());
        }
    }

    /** A command without a reply was sent; it is told of as if the server had said {@code ok: 1}. */
    void sent(Told told) {
        if (sink.wants(CommandEvent.Succeeded.class)) {
            answered(told, told.sensitive ? EMPTY : UNACKNOWLEDGED);
        }
    }

    private void answered(Told told, RawBsonDocument reply) {
        Duration took = Duration.ofNanos(clock.nanoTime() - told.startedNanos);
        sink.emit(new CommandEvent.Succeeded(clock.now(), told.call, took, reply));
    }

    void failed(Told told, MongoException failure) {
        if (sink.wants(CommandEvent.Failed.class)) {
            Duration took = Duration.ofNanos(clock.nanoTime() - told.startedNanos);
            MongoException shown = told.sensitive ? redacted(told, failure) : failure;
            sink.emit(new CommandEvent.Failed(clock.now(), told.call, took, shown));
        }
    }

    private static MongoException redacted(Told told, MongoException failure) {
        if (!(failure instanceof CommandFailedException refused)) {
            return failure;
        }
        BsonDocument reply = refused.reply().clone();
        reply.keySet().retainAll(TOLD_OF_SENSITIVE);
        return CommandFailedException.of(told.call.command(), told.call.server(), reply);
    }

    private static boolean sensitive(String commandName, WireBuffer message) {
        String name = commandName.toLowerCase(Locale.ROOT);
        return SENSITIVE.contains(name) || (HELLO.contains(name) && speculative(message));
    }

    /** A hello is sensitive only when it carries the first step of an authentication. */
    private static boolean speculative(WireBuffer message) {
        Elements elements = new Elements().over(message.array(), Sections.BODY_OFFSET, message.position());
        while (elements.next()) {
            if (elements.nameIs(SPECULATIVE)) {
                return true;
            }
        }
        return false;
    }
}
