package dev.weft.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.Namespace;
import dev.weft.core.execute.Bound;
import dev.weft.core.execute.OperationRunner;
import dev.weft.core.operation.FindOne;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Target;
import dev.weft.core.time.Deadline;
import dev.weft.core.topology.Criteria;
import dev.weft.error.NetworkFailedException;
import dev.weft.event.CommandEvent;
import dev.weft.protocol.testing.Peer;
import dev.weft.protocol.testing.ScriptedServer;
import dev.weft.protocol.testing.Scripts;
import dev.weft.settings.ClientSettings;
import dev.weft.settings.HandleSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.codecs.DocumentCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Something that accepts every connection, shakes hands, and hangs up before anything can be asked. */
@Timeout(30)
class HungUpTest {
    private final Map<Long, Peer> peers = new ConcurrentHashMap<>();
    private final AtomicReference<Server> chosen = new AtomicReference<>();

    /** On the thread of the caller, before it uses the connection: by then the connection is gone. */
    private void hangUp(CommandEvent.Started started) {
        try {
            peers.get(started.call().serverConnectionId().getAsLong()).close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Until.holds(() -> chosen.get().lost(chosen.get().generation()));
    }

    @Test
    void aCallWithoutADeadlineDoesNotTakeConnectionsForEver() {
        try (var server = ScriptedServer.start(Scripts.each((peer, request) -> {
                    var hello = Scripts.hello();
                    peers.put(hello.getInt32("connectionId").longValue(), peer);
                    peer.reply(request, hello);
                }));
                var cluster = Cluster.open(ClientSettings.of(
                        server.uri() + "?serverMonitoringMode=poll",
                        form -> form.listen(CommandEvent.Started.class, this::hangUp)))) {
            chosen.set(cluster.select(Criteria.WRITE, Deadline.none(cluster.nanoClock())));
            var find = new FindOne<>(
                    new Target(new Namespace("db", "coll"), HandleSettings.DEFAULTS, Options.NONE),
                    new DocumentCodec());
            var runner = new OperationRunner(cluster, cluster.settings());
            var failure = assertThrows(
                    NetworkFailedException.class, () -> runner.run(find, runner.call(find, Bound.NOTHING)));
            assertFalse(failure.bytesSent());
            // Each of the two tries counts as the failure of the server that it is.
            assertEquals(2, chosen.get().generation());
        }
    }
}
