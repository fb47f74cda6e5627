package dev.weft.core.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Collation;
import dev.weft.Namespace;
import dev.weft.ReturnDocument;
import dev.weft.ServerAddress;
import dev.weft.core.connection.ConnectionDescription;
import dev.weft.error.MappingFailedException;
import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.settings.HandleSettings;
import dev.weft.topology.ServerType;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.bson.BsonDocument;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.Encoder;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;

/** What each operation writes of its own, before the engine adds what every command carries. */
class CommandFieldsTest {
    private static final DocumentCodec DOCUMENTS = new DocumentCodec();
    private static final Document FILTER = new Document("a", 1);

    @Test
    void findWritesOnlyWhatWasSet() {
        assertFields("{find: 'coll', filter: {}}", find(Options.NONE));
        assertFields("{find: 'coll', filter: {a: 1}}", find(Options.NONE.with(Field.FILTER, FILTER)));
    }

    @Test
    void findWritesEveryOptionUnderTheServersName() {
        Options all = Options.NONE
                .with(Field.FILTER, FILTER)
                .with(Field.PROJECTION, new Document("b", 1))
                .with(Field.SORT, new Document("c", -1))
                .with(Field.SKIP, 5L)
                .with(Field.HINT, "byA")
                .with(Field.MIN, new Document("a", 0))
                .with(Field.MAX, new Document("a", 9))
                .with(Field.LET, new Document("v", 1))
                .with(Field.ALLOW_DISK_USE, true)
                .with(Field.ALLOW_PARTIAL_RESULTS, true)
                .with(Field.NO_CURSOR_TIMEOUT, true)
                .with(Field.RETURN_KEY, false)
                .with(Field.SHOW_RECORD_ID, true)
                .with(Field.TAILABLE, true)
                .with(Field.AWAIT_DATA, true)
                .with(Field.COLLATION, Collation.of("de"))
                .with(Field.COMMENT, List.of(1, "two"))
                .with(Field.MAX_AWAIT, Duration.ofSeconds(1))
                .with(Field.MAX_TIME, Duration.ofSeconds(1))
                .with(Field.TIMEOUT, Duration.ofSeconds(1))
                .withCustom("newer", Map.of("x", 1));
        assertFields("""
                {find: 'coll', filter: {a: 1}, newer: {x: 1}, comment: [1, 'two'], collation: {locale: 'de'}, awaitData: true,
                 tailable: true, showRecordId: true, returnKey: false, noCursorTimeout: true, allowPartialResults: true,
                 allowDiskUse: true, let: {v: 1}, max: {a: 9}, min: {a: 0}, hint: 'byA', skip: 5, sort: {c: -1},
                 projection: {b: 1}}""", find(all));
    }

    @Test
    void aLaterOptionWinsOverAnEarlierOne() {
        Options twice = Options.NONE
                .with(Field.SORT, new Document("a", 1))
                .withCustom("x", 1)
                .with(Field.SORT, new Document("b", 1))
                .withCustom("x", 2)
                .withCustom("y", 3);
        assertFields("{find: 'coll', filter: {}, y: 3, x: 2, sort: {b: 1}}", find(twice));
    }

    @Test
    void limitAndBatchSizeFollowTheSpecification() {
        assertFields("{find: 'coll', filter: {}, limit: 4, batchSize: 3}", find(limits(4, 3)));
        assertFields("{find: 'coll', filter: {}, limit: 4, batchSize: 5}", find(limits(4, 4)));
        assertFields("{find: 'coll', filter: {}, limit: 4, batchSize: 4, singleBatch: true}", find(limits(-4, 0)));
        assertFields("{find: 'coll', filter: {}, batchSize: 7, singleBatch: true}", find(limits(0, -7)));
        assertFields("{find: 'coll', filter: {}, limit: 4, batchSize: 4, singleBatch: true}", find(limits(4, -2)));
        assertFields("{find: 'coll', filter: {}}", find(limits(0, 0)));
        assertFields(
                "{find: 'coll', filter: {}, limit: {$numberLong: '5000000000'}, batchSize: 2}",
                find(limits(5_000_000_000L, 2)));
    }

    @Test
    void findOneAsksForOneDocumentAndLeavesNoCursor() {
        Options options = limits(9, 9).with(Field.SORT, new Document("a", 1)).with(Field.NO_CURSOR_TIMEOUT, true);
        assertFields(
                "{find: 'coll', filter: {}, limit: 1, singleBatch: true, sort: {a: 1}}",
                new FindOne<>(target(options), DOCUMENTS));
    }

    @Test
    void getMoreNamesCursorAndCollectionAndACommentOnlyForServersThatTakeIt() {
        var getMore =
                new GetMore<>(target(Options.NONE.with(Field.COMMENT, "c").with(Field.SORT, FILTER)), 77, 3, DOCUMENTS);
        assertFields("{getMore: {$numberLong: '77'}, collection: 'coll', batchSize: 3, comment: 'c'}", getMore);
        assertEquals(
                json("{getMore: {$numberLong: '77'}, collection: 'coll', batchSize: 3}"),
                fields(getMore, description(8)).toJson());
        assertFields(
                "{killCursors: 'coll', cursors: [{$numberLong: '77'}]}", new KillCursors(target(Options.NONE), 77));
    }

    @Test
    void aggregateWritesPipelineAndCursor() {
        List<Bson> stages = List.of(new Document("$match", FILTER), new Document("$limit", 3));
        assertFields(
                "{aggregate: 'coll', pipeline: [{$match: {a: 1}}, {$limit: 3}], cursor: {batchSize: 2}, allowDiskUse: true}",
                new Aggregate<>(
                        target(Options.NONE.with(Field.BATCH_SIZE, 2).with(Field.ALLOW_DISK_USE, true)),
                        stages,
                        DOCUMENTS));
        assertFields(
                "{aggregate: 1, pipeline: [{$match: {a: 1}}, {$limit: 3}], cursor: {}}",
                new Aggregate<>(Target.database("db", HandleSettings.DEFAULTS, Options.NONE), stages, DOCUMENTS));
        assertFields(
                "{aggregate: 'coll', pipeline: [{$out: 'x'}], cursor: {}}",
                new Aggregate.Out(target(Options.NONE.with(Field.BATCH_SIZE, 0)), List.of(new Document("$out", "x"))));
    }

    @Test
    void aPipelineWritesWhenItsLastStageDoes() {
        assertTrue(Aggregate.writes(List.of(FILTER, new Document("$merge", "x")), target(Options.NONE)));
        assertTrue(Aggregate.writes(List.of(BsonDocument.parse("{$out: 'x'}")), target(Options.NONE)));
        assertEquals(false, Aggregate.writes(List.of(new Document("$match", FILTER)), target(Options.NONE)));
        assertEquals(false, Aggregate.writes(List.of(), target(Options.NONE)));
    }

    @Test
    void countsByPipelineOrByMetadata() {
        assertFields(
                "{aggregate: 'coll', pipeline: [{$match: {}}, {$group: {_id: 1, n: {$sum: 1}}}], cursor: {}}",
                new CountDocuments(target(Options.NONE)));
        assertFields(
                """
                {aggregate: 'coll', pipeline: [{$match: {a: 1}}, {$skip: 2}, {$limit: 3}, {$group: {_id: 1, n: {$sum: 1}}}],
                 cursor: {}, hint: 'byA'}""",
                new CountDocuments(target(limits(3, 8)
                        .with(Field.FILTER, FILTER)
                        .with(Field.SKIP, 2)
                        .with(Field.SORT, FILTER)
                        .with(Field.HINT, "byA"))));
        assertFields("{count: 'coll'}", new EstimatedCount(target(Options.NONE)));
        assertFields(
                "{distinct: 'coll', key: 'a.b', query: {a: 1}}",
                new Distinct<>(target(Options.NONE.with(Field.FILTER, FILTER)), "a.b", DOCUMENTS));
    }

    @Test
    void updatesPutStatementOptionsIntoTheStatement() {
        Options options = Options.NONE
                .with(Field.UPSERT, true)
                .with(Field.ARRAY_FILTERS, List.of(new Document("x", 1)))
                .with(Field.COLLATION, Collation.of("de"))
                .with(Field.HINT, new Document("a", 1))
                .with(Field.SORT, new Document("a", -1))
                .with(Field.LET, new Document("v", 2))
                .with(Field.BYPASS_DOCUMENT_VALIDATION, true)
                .with(Field.COMMENT, "c");
        assertFields("""
                {update: 'coll', updates: [{q: {a: 1}, u: {$set: {b: 2}}, sort: {a: -1}, hint: {a: 1}, collation: {locale: 'de'},
                 arrayFilters: [{x: 1}], upsert: true}], ordered: true, comment: 'c', bypassDocumentValidation: true, let: {v: 2}}""", new Update(target(options), FILTER, set(), false));
        assertFields(
                "{update: 'coll', updates: [{q: {a: 1}, u: {$set: {b: 2}}, multi: true}], ordered: true}",
                new Update(target(Options.NONE), FILTER, set(), true));
        assertFields(
                "{update: 'coll', updates: [{q: {a: 1}, u: [{$set: {b: 2}}]}], ordered: true}",
                new Update(target(Options.NONE), FILTER, new Update.Operators(pipeline()), false));
        assertFields(
                "{update: 'coll', updates: [{q: {a: 1}, u: {b: 2}}], ordered: true}",
                new Update(target(Options.NONE), FILTER, replacement(new Document("b", 2)), false));
        assertFields(
                "{update: 'coll', updates: [{q: {a: 1}, u: {}}], ordered: true}",
                new Update(target(Options.NONE), FILTER, replacement(new Document()), false));
    }

    @Test
    void updatesAndReplacementsAreNotTakenForEachOther() {
        for (Document wrong : List.of(new Document(), new Document("b", 2))) {
            var update = new Update(target(Options.NONE), FILTER, new Update.Operators(wrong), false);
            var thrown = assertThrows(IllegalArgumentException.class, () -> fields(update, description(21)));
            assertTrue(thrown.getMessage().contains("replaceOne"), thrown.getMessage());
        }
        var replace = new Update(target(Options.NONE), FILTER, replacement(new Document("$set", FILTER)), false);
        var thrown = assertThrows(IllegalArgumentException.class, () -> fields(replace, description(21)));
        assertTrue(thrown.getMessage().contains("updateOne"), thrown.getMessage());
    }

    @Test
    void deletesAndFindAndModifyWriteTheirForms() {
        assertFields(
                "{delete: 'coll', deletes: [{q: {a: 1}, limit: 1, hint: 'byA'}], ordered: true, let: {v: 1}}",
                new Delete(
                        target(Options.NONE.with(Field.HINT, "byA").with(Field.LET, new Document("v", 1))),
                        FILTER,
                        false));
        assertFields(
                "{delete: 'coll', deletes: [{q: {a: 1}, limit: 0}], ordered: true}",
                new Delete(target(Options.NONE), FILTER, true));
        Options options = Options.NONE
                .with(Field.SORT, new Document("a", 1))
                .with(Field.PROJECTION, new Document("b", 1))
                .with(Field.RETURN_DOCUMENT, ReturnDocument.AFTER)
                .with(Field.UPSERT, true);
        assertFields("""
                {findAndModify: 'coll', query: {a: 1}, update: {$set: {b: 2}}, new: true, fields: {b: 1}, upsert: true,
                 sort: {a: 1}}""", new FindAndModify<>(target(options), FILTER, set(), DOCUMENTS));
        assertFields(
                "{findAndModify: 'coll', query: {a: 1}, remove: true}",
                new FindAndModify<>(target(Options.NONE), FILTER, null, DOCUMENTS));
    }

    @Test
    void catalogCommandsWriteTheirForms() {
        Target database = Target.database("db", HandleSettings.DEFAULTS, Options.NONE.with(Field.NAME_ONLY, true));
        assertFields("{listDatabases: 1, nameOnly: true}", new ListDatabases<>(database, DOCUMENTS));
        assertFields("{listCollections: 1, cursor: {}, nameOnly: true}", new ListCollections<>(database, DOCUMENTS));
        assertFields("{listIndexes: 'coll', cursor: {}}", new ListIndexes<>(target(Options.NONE), DOCUMENTS));
        assertFields("{drop: 'coll'}", new Drop(target(Options.NONE)));
        assertFields("{dropDatabase: 1}", new Drop(Target.database("db", HandleSettings.DEFAULTS, Options.NONE)));
        assertFields(
                "{createIndexes: 'coll', indexes: [{key: {a: 1}, name: 'a_1'}]}",
                CatalogWrite.of(
                        target(Options.NONE),
                        "createIndexes",
                        BsonDocument.parse("{indexes: [{key: {a: 1}, name: 'a_1'}]}"),
                        CatalogWrite.Kind.CONCERNED));
        assertFields(
                "{renameCollection: 'db.coll', to: 'db.other'}",
                new CatalogWrite(
                        target(Options.NONE),
                        "renameCollection",
                        "db.coll",
                        BsonDocument.parse("{to: 'db.other'}"),
                        CatalogWrite.Kind.CONCERNED));
        assertFields(
                "{explain: {find: 'coll', filter: {}}, verbosity: 'executionStats'}",
                new Explain<>(
                        new Find<>(target(Options.NONE), DOCUMENTS), dev.weft.Verbosity.EXECUTION_STATS, DOCUMENTS));
        assertFields("{ping: 1}", new Ping(target(Options.NONE)));
    }

    @Test
    void runCommandSendsTheUsersDocumentWhateverItsKind() {
        Bson typed = new CommandWriter.Writable() {
            @Override
            public void writeTo(BsonWriter writer, CodecRegistry codecs) {
                writer.writeStartDocument();
                writer.writeInt32("ping", 1);
                writer.writeEndDocument();
            }

            @Override
            public <D> BsonDocument toBsonDocument(Class<D> documentClass, CodecRegistry codecs) {
                return BsonDocument.parse("{ping: 1}");
            }
        };
        for (Bson command : List.of(
                new Document("ping", 1), BsonDocument.parse("{ping: 1}"), RawBsonDocument.parse("{ping: 1}"), typed)) {
            var operation = RunCommand.of(target(Options.NONE.with(Field.SORT, FILTER)), command, DOCUMENTS);
            assertEquals("ping", operation.commandName());
            assertFields("{ping: 1}", operation);
        }
        assertThrows(
                IllegalArgumentException.class, () -> RunCommand.of(target(Options.NONE), new Document(), DOCUMENTS));
    }

    @Test
    void anOptionTakesNoValueOfAnotherShape() {
        Map<Field, Object> wrong = Map.of(
                Field.ALLOW_DISK_USE,
                "yes",
                Field.BATCH_SIZE,
                2L,
                Field.LIMIT,
                "2",
                Field.SORT,
                List.of("a"),
                Field.HINT,
                1,
                Field.COLLATION,
                "de",
                Field.TIMEOUT,
                5,
                Field.RETURN_DOCUMENT,
                true);
        wrong.forEach((field, value) -> {
            var thrown = assertThrows(IllegalArgumentException.class, () -> Options.NONE.with(field, value));
            assertEquals(
                    "option '" + field.word() + "' does not take a "
                            + value.getClass().getName(),
                    thrown.getMessage());
        });
    }

    @Test
    void aValueNoCodecKnowsIsSaidToFitNothing() {
        var find = find(Options.NONE.with(Field.FILTER, new Document("a", new BitSet())));
        var thrown = assertThrows(MappingFailedException.class, () -> fields(find, description(21)));
        assertTrue(thrown.getMessage().contains("BitSet"), thrown.getMessage());
    }

    @Test
    void aCodecThatWritesNoWholeDocumentIsFoundOutBeforeAnythingIsSent() {
        Encoder<Document> silent = new DocumentCodec() {
            @Override
            public void encode(BsonWriter writer, Document value, EncoderContext context) {
                // The mistake: not even a beginning.
            }
        };
        for (Operation<?> write : List.<Operation<?>>of(
                new InsertOne<>(target(Options.NONE), FILTER, silent),
                new Update(target(Options.NONE), FILTER, new Update.Replacement<>(FILTER, silent), false))) {
            var thrown = assertThrows(MappingFailedException.class, () -> fields(write, description(21)));
            assertTrue(thrown.getMessage().contains("one whole document"), thrown.getMessage());
        }
    }

    private static Options limits(long limit, int batchSize) {
        return Options.NONE.with(Field.LIMIT, limit).with(Field.BATCH_SIZE, batchSize);
    }

    private static Find<Document> find(Options options) {
        return new Find<>(target(options), DOCUMENTS);
    }

    private static Update.Operators set() {
        return new Update.Operators(new Document("$set", new Document("b", 2)));
    }

    private static Update.Change replacement(Document document) {
        return new Update.Replacement<>(document, DOCUMENTS);
    }

    private static Bson pipeline() {
        return new CommandWriter.Pipeline() {
            @Override
            public List<Document> stages() {
                return List.of(new Document("$set", new Document("b", 2)));
            }

            @Override
            public <D> BsonDocument toBsonDocument(Class<D> documentClass, CodecRegistry codecs) {
                throw new UnsupportedOperationException("a pipeline is no document");
            }
        };
    }

    static Target target(Options options) {
        return new Target(new Namespace("db", "coll"), HandleSettings.DEFAULTS, options);
    }

    private static void assertFields(String expected, Operation<?> operation) {
        assertEquals(json(expected), fields(operation, description(21)).toJson());
    }

    private static String json(String expected) {
        return BsonDocument.parse(expected).toJson();
    }

    private static BsonDocument fields(Operation<?> operation, ConnectionDescription to) {
        var out = new WireBuffer(64, 1024);
        var writer = new CommandWriter(out, HandleSettings.DEFAULTS.codecs());
        int start = writer.open();
        operation.writeTo(writer, to);
        writer.close(start);
        return new RawBsonDocument(Arrays.copyOf(out.array(), out.position()));
    }

    static ConnectionDescription description(int wireVersion) {
        return new ConnectionDescription(
                new ServerAddress("localhost", 27017),
                1,
                0,
                OptionalLong.empty(),
                ServerType.RS_PRIMARY,
                0,
                wireVersion,
                16 << 20,
                48_000_000,
                100_000,
                OptionalInt.of(30),
                Optional.empty(),
                true,
                new BsonDocument(),
                Duration.ZERO);
    }
}
