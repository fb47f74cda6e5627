package dev.weft.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class BulkWriteResultTest {
    private static final List<ToLongFunction<BulkWriteResult>> COUNTS = List.of(
            BulkWriteResult::inserted,
            BulkWriteResult::matched,
            BulkWriteResult::modified,
            BulkWriteResult::deleted,
            BulkWriteResult::upserted);

    @Test
    void eachCountIsItsOwn() {
        BulkWriteResult result = result(true);
        assertEquals(
                List.of(1L, 2L, 3L, 4L, 5L),
                COUNTS.stream().map(count -> count.applyAsLong(result)).toList());
    }

    @Test
    void ofWritesThatWereNotAcknowledgedNothingWasCounted() {
        BulkWriteResult result = result(false);
        COUNTS.forEach(count -> assertThrows(IllegalStateException.class, () -> count.applyAsLong(result)));
    }

    private static BulkWriteResult result(boolean acknowledged) {
        return new BulkWriteResult(acknowledged, 1, 2, 3, 4, 5, Map.of(), Map.of(), Map.of(), Map.of());
    }
}
