package dev.weft.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.io.BasicOutputBuffer;
import org.junit.jupiter.api.Test;

class ClusterClockTest {
    private final ClusterClock clock = new ClusterClock();

    @Test
    void writesNothingUntilAServerHasToldATime() {
        assertEquals(0, clock.latest());
        assertEquals("{}", written().toJson());
    }

    @Test
    void tellsTheNewestTimeWithItsSignature() {
        tell(5, "a");
        tell(7, "b");
        tell(6, "c");
        tell(7, "d");

        assertEquals(7, clock.latest());
        assertEquals(new BsonDocument("$clusterTime", time(7, "b")), written());
    }

    @Test
    void comparesTimesAsUnsignedNumbers() {
        tell(-2, "late in the century");
        tell(5, "early");

        assertEquals(-2, clock.latest());
    }

    @Test
    void neverGoesBackWhenManyTell() throws InterruptedException {
        List<Thread> tellers = new ArrayList<>();
        for (int teller = 0; teller < 4; teller++) {
            int offset = teller;
            tellers.add(Thread.ofPlatform().start(() -> {
                for (int i = 1; i <= 5_000; i++) {
                    long mine = i * 4L + offset;
                    tell(mine, "x");
                    if (clock.latest() < mine) {
                        throw new AssertionError("the clock went back");
                    }
                }
            }));
        }
        for (Thread teller : tellers) {
            teller.join();
        }

        assertEquals(20_003, clock.latest());
    }

    private void tell(long timestamp, String hash) {
        byte[] document = bytes(time(timestamp, hash));
        byte[] reply = new byte[document.length + 20];
        System.arraycopy(document, 0, reply, 10, document.length);
        clock.advance(timestamp, reply, 10, document.length);
    }

    private BsonDocument written() {
        BasicOutputBuffer out = new BasicOutputBuffer();
        out.writeInt32(0);
        clock.writeTo(out);
        out.writeByte(0);
        out.writeInt32(0, out.getPosition());
        return new RawBsonDocument(out.toByteArray());
    }

    private static BsonDocument time(long timestamp, String hash) {
        return new BsonDocument("clusterTime", new BsonTimestamp(timestamp))
                .append("signature", new BsonDocument("hash", new org.bson.BsonString(hash)));
    }

    private static byte[] bytes(BsonDocument document) {
        RawBsonDocument raw = new RawBsonDocument(document, new BsonDocumentCodec());
        byte[] bytes = new byte[raw.getByteBuffer().limit()];
        raw.getByteBuffer().asNIO().get(bytes);
        return bytes;
    }
}
