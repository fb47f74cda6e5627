package dev.weft.query;

import static dev.weft.query.expression.Expressions.literal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.query.geo.Position;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;

/** What is printed is for people and logs: it is JSON, and it is always something. */
class PrintedQueryTest {
    private record Unknown(String name) {}

    private static final class Speechless {
        @Override
        public String toString() {
            throw new IllegalStateException("no word");
        }
    }

    private static final class Broken implements Bson {
        @Override
        public <T> BsonDocument toBsonDocument(Class<T> documentClass, CodecRegistry codecs) {
            throw new IllegalStateException("no \"document\"");
        }
    }

    @Test
    void aValueWithoutACodecIsItsTextInQuotes() {
        assertEquals(
                "{\"a\": {\"$gt\": \"Unknown[name=\\\"Emma\\\"]\"}}",
                Filters.gt("a", new Unknown("\"Emma\"")).toString());
        UUID id = UUID.fromString("0e3b9063-8abd-4eb3-9f9f-f4c59fd30a60");
        assertEquals(
                "{\"a\": \"0e3b9063-8abd-4eb3-9f9f-f4c59fd30a60\"}",
                Filters.eq("a", id).toString());
    }

    @Test
    void whatStandsBesideSuchAValueIsPrintedAsItIs() {
        assertEquals(
                "{\"$and\": [{\"a\": {\"$in\": [1, \"Unknown[name=x]\"]}}, {\"b\": {\"$eq\": {\"k\": \"Unknown[name=y]\"}}}]}",
                Filters.and(Filters.in("a", 1, new Unknown("x")), Filters.eq("b", Map.of("k", new Unknown("y"))))
                        .toString());
        assertEquals(
                "{\"$set\": {\"a\": {\"k\": \"Unknown[name=z]\"}}}",
                Updates.set("a", new Document("k", new Unknown("z"))).toString());
    }

    @Test
    void printingNeverThrows() {
        assertEquals(
                "{\"a\": \"dev.weft.query.PrintedQueryTest$Speechless\"}",
                Filters.eq("a", new Speechless()).toString());
        assertEquals(
                "{\"$match\": {\"Broken\": \"java.lang.IllegalStateException: no \\\"document\\\"\"}}",
                Aggregates.match(new Broken()).toString());
        assertEquals(
                "{\"a\": 1, \"Broken\": \"java.lang.IllegalStateException: no \\\"document\\\"\"}",
                Projections.fields(Projections.include("a"), new Broken()).toString());
        assertEquals(
                "{\"$set\": {\"a\": 1}, \"Broken\": \"java.lang.IllegalStateException: no \\\"document\\\"\"}",
                Updates.combine(Updates.set("a", 1), new Broken()).toString());
    }

    @Test
    void pipelinesPrintAsArrays() {
        List<Bson> stages = List.of(Aggregates.limit(1), Aggregates.unset("a"));
        assertEquals("[{\"$limit\": 1}, {\"$unset\": [\"a\"]}]", stages.toString());
        assertEquals(
                "[{\"$limit\": 1}, {\"$unset\": [\"a\"]}, {\"$count\": \"n\"}]",
                Updates.pipeline(Aggregates.limit(1), Aggregates.unset("a"), new Document("$count", "n"))
                        .toString());
    }

    @Test
    void expressionsAndPositionsPrintAsValues() {
        assertEquals("{\"$literal\": \"$a\"}", literal("$a").toString());
        assertEquals("\"$$NOW\"", dev.weft.query.expression.Expressions.now().toString());
        assertEquals("[10.5, 60.0]", Position.of(10.5, 60).toString());
    }
}
