package dev.weft.protocol.transport;

import static dev.weft.protocol.transport.Client.in;
import static dev.weft.protocol.transport.Client.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a connection holds on to while nobody uses it. */
@Timeout(60)
@SuppressWarnings("ReferenceEquality") // The very array is meant.
class IdleMemoryTest {
    private static final int LARGE = 100_000;
    private static final int PATIENCE = 64;

    private final Client client = new Client();

    @AfterEach
    void close() {
        client.close();
    }

    private static void exchange(FakeDoor door, int payload) {
        int id = request(door.connection, 0, payload);
        door.onWrite = () -> door.arrive(ScriptedPeer.message(7, id, 0, payload));
        assertEquals(20 + payload, door.connection.exchange(id, in(9000)).length());
        assertTrue(door.connection.done());
    }

    @Test
    void aVeryLargeReplyIsReadIntoTheArrayOfTheOneBefore() {
        int size = 6_000_000;
        var door = new FakeDoor(client);
        int id = request(door.connection, 0, 100);
        door.onWrite = () -> door.arrive(ScriptedPeer.message(7, id, 0, size));
        byte[] array = door.connection.exchange(id, in(9000)).array();
        assertTrue(door.connection.done());
        int next = request(door.connection, 0, 100);
        door.onWrite = () -> door.arrive(ScriptedPeer.message(8, next, 0, size - 1000));
        var frame = door.connection.exchange(next, in(9000));
        assertTrue(array == frame.array(), "another array was made");
        assertEquals(20 + size - 1000, frame.length());
        assertTrue(door.connection.done());
    }

    @Test
    void aConnectionKeepsItsOwnArrayBesideAVeryLargeReply() {
        var door = new FakeDoor(client);
        exchange(door, LARGE);
        byte[] own = door.connection.line().replies().frame().array();
        int id = request(door.connection, 0, 100);
        door.onWrite = () -> door.arrive(ScriptedPeer.message(7, id, 0, 3_000_000));
        door.connection.exchange(id, in(9000));
        assertTrue(own != door.connection.detach(), "it lies in the small array");
        int next = request(door.connection, 0, 100);
        door.onWrite = () -> door.arrive(ScriptedPeer.message(8, next, 0, 100));
        assertTrue(own == door.connection.exchange(next, in(9000)).array(), "another array was made");
        assertTrue(door.connection.done());
    }

    @Test
    void aLargeCallIsForgottenAfterManySmallOnes() {
        var door = new FakeDoor(client);
        exchange(door, LARGE);
        var request = new WeakReference<>(door.connection.out().array());
        var reply = new WeakReference<>(door.connection.line().replies().frame().array());
        assertTrue(request.get().length > LARGE && reply.get().length > LARGE);
        for (int i = 0; i <= PATIENCE; i++) {
            exchange(door, 100);
        }
        // Nothing that an idle connection holds, a view of the array included, keeps it from the collector.
        for (int i = 0; i < 20 && (request.get() != null || reply.get() != null); i++) {
            System.gc();
        }
        assertTrue(request.get() == null, "the array of the large request is still held");
        assertTrue(reply.get() == null, "the array of the large reply is still held");
        assertEquals(WireOptions.DEFAULT.initialBuffer(), door.connection.out().array().length);
    }
}
