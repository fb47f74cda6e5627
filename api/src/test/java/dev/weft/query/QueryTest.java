package dev.weft.query;

import static dev.weft.query.Filters.and;
import static dev.weft.query.Filters.eq;
import static dev.weft.query.Filters.gt;
import static dev.weft.query.Filters.in;
import static dev.weft.query.Updates.combine;
import static dev.weft.query.Updates.inc;
import static dev.weft.query.Updates.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.core.operation.CommandWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;
import org.bson.io.BasicOutputBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QueryTest {
    private enum Colour {
        RED
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                Arguments.of(Filters.empty(), "{}"),
                Arguments.of(eq(7), "{_id: 7}"),
                Arguments.of(eq("a", null), "{a: null}"),
                Arguments.of(eq("a", Colour.RED), "{a: 'RED'}"),
                Arguments.of(and(eq("a", 1), gt("b", 2L)), "{$and: [{a: 1}, {b: {$gt: {$numberLong: '2'}}}]}"),
                Arguments.of(Filters.or(List.of(eq("a", true), new Document("b", 1))), "{$or: [{a: true}, {b: 1}]}"),
                Arguments.of(Filters.not(gt("a", 1)), "{$nor: [{a: {$gt: 1}}]}"),
                Arguments.of(in("a", 1, "x", 2.5), "{a: {$in: [1, 'x', 2.5]}}"),
                Arguments.of(in("a", Arrays.asList(1, null)), "{a: {$in: [1, null]}}"),
                Arguments.of(Filters.all("a", List.of(List.of(1), Map.of("k", 2))), "{a: {$all: [[1], {k: 2}]}}"),
                Arguments.of(Filters.exists("a", false), "{a: {$exists: false}}"),
                Arguments.of(Filters.type("a", BsonType.STRING), "{a: {$type: 2}}"),
                Arguments.of(Filters.regex("a", "^x", "i"), "{a: {$regularExpression: {pattern: '^x', options: 'i'}}}"),
                Arguments.of(Filters.elemMatch("a", eq("b", 1)), "{a: {$elemMatch: {b: 1}}}"),
                Arguments.of(Filters.expr(new Document("$gt", List.of("$a", "$b"))), "{$expr: {$gt: ['$a', '$b']}}"),
                Arguments.of(Filters.text("sea"), "{$text: {$search: 'sea'}}"),
                Arguments.of(Filters.bitsAllSet("a", 3), "{a: {$bitsAllSet: {$numberLong: '3'}}}"));
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of(
                        combine(set("a", 1), inc("n", 2), set("b", null)), "{$set: {a: 1, b: null}, $inc: {n: 2}}"),
                Arguments.of(combine(new Document("$set", new Document("a", 1)), set("b", 2)), "{$set: {a: 1, b: 2}}"),
                Arguments.of(Updates.pushEach("a", List.of(1, 2)), "{$push: {a: {$each: [1, 2]}}}"),
                Arguments.of(Updates.currentTimestamp("at"), "{$currentDate: {at: {$type: 'timestamp'}}}"),
                Arguments.of(Updates.pullByFilter(gt("a", 1)), "{$pull: {a: {$gt: 1}}}"),
                Arguments.of(Updates.bitwiseOr("a", 4), "{$bit: {a: {or: 4}}}"),
                Arguments.of(
                        Sorts.orderBy(Sorts.descending("year", "month"), Sorts.ascending("title")),
                        "{year: -1, month: -1, title: 1}"),
                Arguments.of(Projections.fields(Projections.include("a"), Projections.excludeId()), "{a: 1, _id: 0}"),
                Arguments.of(Projections.slice("a", 1, 2), "{a: {$slice: [1, 2]}}"),
                Arguments.of(
                        Aggregates.group(
                                "$city", Accumulators.sum("total", "$amount"), Accumulators.max("top", "$amount")),
                        "{$group: {_id: '$city', total: {$sum: '$amount'}, top: {$max: '$amount'}}}"),
                Arguments.of(Aggregates.group(null), "{$group: {_id: null}}"),
                Arguments.of(
                        Aggregates.lookup("users", "user", "_id", "found"),
                        "{$lookup: {from: 'users', localField: 'user', foreignField: '_id', as: 'found'}}"));
    }

    @ParameterizedTest
    @MethodSource({"filters", "others"})
    void writesWhatTheServerReads(Bson query, String expected) {
        BsonDocument tree = BsonDocument.parse(expected);
        assertEquals(tree, query.toBsonDocument());
        assertEquals(tree, written(query));
    }

    @Test
    void whatAValueHoldsIsNeverReadAsOperators() {
        var fromOutside = Map.of("$gt", "");
        assertEquals(
                "{\"name\": {\"$eq\": {\"$gt\": \"\"}}}",
                eq("name", fromOutside).toBsonDocument().toJson());
        assertEquals(
                "{\"name\": {\"$eq\": {\"$gt\": \"\"}}}",
                eq("name", Document.parse("{$gt: ''}")).toBsonDocument().toJson());
        assertEquals(
                "$eq",
                eq("name", Pattern.compile("x"))
                        .toBsonDocument()
                        .getDocument("name")
                        .getFirstKey());
    }

    @Test
    void anUpdateByPipelineHasNoFormAsOneDocument() {
        Bson update = Updates.pipeline(Aggregates.set(Projections.computed("a", "$b")), Aggregates.unset("b"));
        assertEquals(2, ((CommandWriter.Pipeline) update).stages().size());
        assertThrows(UnsupportedOperationException.class, update::toBsonDocument);
    }

    /** A document that is not to be made a tree of. */
    private static final class Watched extends Document {
        private static final long serialVersionUID = 1;

        Watched(String name, Object value) {
            super(name, value);
        }

        @Override
        public <T> BsonDocument toBsonDocument(Class<T> documentClass, CodecRegistry codecs) {
            throw new AssertionError("a tree was made");
        }
    }

    @Test
    void partsAreWrittenWithoutATreeWhereNoNameIsThereTwice() {
        Bson fields = Projections.fields(Projections.include("a"), new Watched("b", 1));
        assertEquals(BsonDocument.parse("{a: 1, b: 1}"), written(fields));
        Bson update = combine(set("a", 1), Updates.set(new Watched("b", 2)), inc("n", 1));
        assertEquals(BsonDocument.parse("{$set: {a: 1, b: 2}, $inc: {n: 1}}"), written(update));
        assertThrows(
                AssertionError.class, () -> written(Projections.fields(Projections.include("b"), new Watched("b", 1))));
    }

    // As a command writes it: straight as bytes.
    private static BsonDocument written(Bson query) {
        BasicOutputBuffer bytes = new BasicOutputBuffer();
        try (BsonBinaryWriter writer = new BsonBinaryWriter(bytes)) {
            ((CommandWriter.Writable) query).writeTo(writer, Bson.DEFAULT_CODEC_REGISTRY);
        }
        try (BsonBinaryReader reader =
                new BsonBinaryReader(bytes.getByteBuffers().get(0).asNIO())) {
            return new BsonDocumentCodec()
                    .decode(reader, DecoderContext.builder().build());
        }
    }
}
