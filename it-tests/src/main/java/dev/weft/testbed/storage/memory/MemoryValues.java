package dev.weft.testbed.storage.memory;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import dev.weft.testbed.wire.CommandFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.UuidRepresentation;
import org.jspecify.annotations.Nullable;

/** Values of {@code org.bson} into those of the memory backend and back. */
final class MemoryValues {
    private MemoryValues() {}

    static Document toBackend(BsonDocument document) {
        var result = new Document();
        document.forEach((name, value) -> result.put(name, toBackend(value)));
        return result;
    }

    private static @Nullable Object toBackend(BsonValue value) {
        return switch (value.getBsonType()) {
            case DOUBLE -> value.asDouble().getValue();
            case STRING -> value.asString().getValue();
            case DOCUMENT -> toBackend(value.asDocument());
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                value.asArray().forEach(element -> list.add(toBackend(element)));
                yield list;
            }
            case BINARY -> OddValues.binary(value.asBinary());
            case OBJECT_ID -> new ObjectId(value.asObjectId().getValue().toByteArray());
            case BOOLEAN -> value.asBoolean().getValue();
            case DATE_TIME -> Instant.ofEpochMilli(value.asDateTime().getValue());
            case NULL -> null;
            case REGULAR_EXPRESSION ->
                new BsonRegularExpression(
                        value.asRegularExpression().getPattern(),
                        value.asRegularExpression().getOptions());
            case INT32 -> value.asInt32().getValue();
            case TIMESTAMP -> new BsonTimestamp(value.asTimestamp().getValue());
            case INT64 -> value.asInt64().getValue();
            case DECIMAL128 ->
                new Decimal128(
                        value.asDecimal128().getValue().getLow(),
                        value.asDecimal128().getValue().getHigh());
            case MIN_KEY -> MinKey.getInstance();
            case MAX_KEY -> MaxKey.getInstance();
            case UNDEFINED, DB_POINTER, SYMBOL, JAVASCRIPT, JAVASCRIPT_WITH_SCOPE -> OddValues.odd(value);
            case END_OF_DOCUMENT -> throw new IllegalArgumentException("no value");
        };
    }

    static BsonDocument fromBackend(Map<?, ?> document) {
        var result = new BsonDocument();
        document.forEach((name, value) -> result.put(String.valueOf(name), fromBackend(value)));
        return result;
    }

    private static BsonValue fromBackend(@Nullable Object value) {
        return switch (value) {
            case null -> BsonNull.VALUE;
            case Map<?, ?> document -> fromBackend(document);
            case Collection<?> list -> {
                var array = new BsonArray();
                list.forEach(element -> array.add(fromBackend(element)));
                yield array;
            }
            case Double number -> new BsonDouble(number);
            case Integer number -> new BsonInt32(number);
            case Long number -> new BsonInt64(number);
            case Decimal128 number ->
                new BsonDecimal128(org.bson.types.Decimal128.fromIEEE754BIDEncoding(number.getHigh(), number.getLow()));
            case String text -> new BsonString(text);
            case Boolean truth -> BsonBoolean.valueOf(truth);
            case Instant time -> new BsonDateTime(time.toEpochMilli());
            default -> fromBackendOnly(value);
        };
    }

    private static BsonValue fromBackendOnly(Object value) {
        return switch (value) {
            case ObjectId id -> new BsonObjectId(new org.bson.types.ObjectId(id.toByteArray()));
            case UUID uuid -> new BsonBinary(uuid, UuidRepresentation.STANDARD);
            case BinData data -> OddValues.value(data);
            case BsonTimestamp time -> new org.bson.BsonTimestamp(time.getValue());
            case BsonRegularExpression regex ->
                new org.bson.BsonRegularExpression(
                        regex.getPattern(), regex.getOptions() == null ? "" : regex.getOptions());
            case MinKey ignored -> new BsonMinKey();
            case MaxKey ignored -> new BsonMaxKey();
            default ->
                throw new CommandFailure(1, "InternalError", "the memory storage answered with a " + value.getClass());
        };
    }
}
