package dev.weft.core.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.json.JsonMode;
import org.bson.json.JsonReader;
import org.bson.json.JsonWriter;
import org.bson.json.JsonWriterSettings;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/** Records as Extended JSON v2, without a document in between. */
class ExtendedJsonTest {
    sealed interface Item {}

    record Lamp(ObjectId id, long watts, double price, Instant made) implements Item {}

    @SuppressWarnings("ArrayRecordComponent") // arrays are what is tested
    record Box(UUID key, BigDecimal weight, byte[] stamp, List<Item> items, Map<String, Integer> counts)
            implements Item {}

    private static final String RELAXED = """
            {"_t": "Box", "key": {"$binary": {"base64": "AAAAAAAAAAEAAAAAAAAAAg==", "subType": "04"}}, \
            "weight": {"$numberDecimal": "1.50"}, "stamp": {"$binary": {"base64": "AQI=", "subType": "00"}}, \
            "items": [{"_t": "Lamp", "id": {"$oid": "507f1f77bcf86cd799439011"}, "watts": 40, "price": 9.5, \
            "made": {"$date": "1970-01-01T00:00:00.001Z"}}], "counts": {"a": 1}}""";
    private static final String CANONICAL = """
            {"_t": "Box", "key": {"$binary": {"base64": "AAAAAAAAAAEAAAAAAAAAAg==", "subType": "04"}}, \
            "weight": {"$numberDecimal": "1.50"}, "stamp": {"$binary": {"base64": "AQI=", "subType": "00"}}, \
            "items": [{"_t": "Lamp", "id": {"$oid": "507f1f77bcf86cd799439011"}, "watts": {"$numberLong": "40"}, \
            "price": {"$numberDouble": "9.5"}, "made": {"$date": {"$numberLong": "1"}}}], \
            "counts": {"a": {"$numberInt": "1"}}}""";

    private static final Codec<Item> ITEMS = Stored.BY_US.codecs().get(Item.class);

    private static String written(Item item, JsonMode mode) {
        var text = new StringWriter();
        try (var writer = new JsonWriter(
                text, JsonWriterSettings.builder().outputMode(mode).build())) {
            ITEMS.encode(writer, item, EncoderContext.builder().build());
        }
        return text.toString();
    }

    private static Item read(String json) {
        try (var reader = new JsonReader(json)) {
            return ITEMS.decode(reader, DecoderContext.builder().build());
        }
    }

    @Test
    void isWrittenAndReadInBothModes() {
        for (String json : List.of(RELAXED, CANONICAL)) {
            Item item = read(json);
            assertEquals(RELAXED, written(item, JsonMode.RELAXED));
            assertEquals(CANONICAL, written(item, JsonMode.EXTENDED));
        }
    }
}
