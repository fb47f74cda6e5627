package dev.weft.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ServerAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventSinkTest {
    private final List<MongoEvent> heard = new ArrayList<>();
    private final PoolEvent ready = new PoolEvent.PoolReady(Instant.EPOCH, new ServerAddress("a", 1));

    @Test
    void wantsNothingWhenNobodyListens() {
        assertSame(EventSink.NONE, EventSink.of(List.of()));
        assertFalse(EventSink.NONE.wants(CommandEvent.Started.class));
    }

    @Test
    void wantsWhatIsBelowTheListenersClassOnly() {
        EventSink sink = EventSink.of(List.of(new Subscription<>(PoolEvent.class, heard::add)));
        assertTrue(sink.wants(PoolEvent.PoolReady.class));
        assertFalse(sink.wants(CommandEvent.Started.class));
        sink.emit(ready);
        sink.emit(new TopologyEvent.TopologyOpened(Instant.EPOCH, new org.bson.types.ObjectId()));
        assertEquals(List.of(ready), heard);
    }

    @Test
    void aListenerThatThrowsHarmsNeitherTheCallNorTheOthers() {
        EventSink sink = EventSink.of(List.of(
                new Subscription<>(MongoEvent.class, e -> {
                    throw new AssertionError("on purpose");
                }),
                new Subscription<>(MongoEvent.class, heard::add)));
        sink.emit(ready);
        assertEquals(List.of(ready), heard);
    }
}
