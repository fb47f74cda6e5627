package dev.weft.unified.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.unified.entity.Entity.Kind;
import dev.weft.unified.file.MalformedFileException;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class OperationTableTest {
    @Test
    void everyReadAndWriteThatTheDriverHasIsOffered() {
        assertEquals(
                Set.of(
                        "aggregate",
                        "bulkWrite",
                        "countDocuments",
                        "createFindCursor",
                        "createIndex",
                        "createSearchIndex",
                        "createSearchIndexes",
                        "deleteMany",
                        "deleteOne",
                        "distinct",
                        "dropIndex",
                        "dropIndexes",
                        "dropSearchIndex",
                        "estimatedDocumentCount",
                        "find",
                        "findOne",
                        "findOneAndDelete",
                        "findOneAndReplace",
                        "findOneAndUpdate",
                        "insertMany",
                        "insertOne",
                        "listIndexes",
                        "listSearchIndexes",
                        "rename",
                        "replaceOne",
                        "updateMany",
                        "updateOne",
                        "updateSearchIndex"),
                OperationTable.offered(Kind.COLLECTION));
    }

    @Test
    void everythingThatCanBeDoneWithABucketIsOffered() {
        assertEquals(
                Set.of(
                        "delete",
                        "deleteByName",
                        "download",
                        "downloadByName",
                        "drop",
                        "find",
                        "rename",
                        "renameByName",
                        "upload",
                        "uploadWithId"),
                OperationTable.offered(Kind.BUCKET));
    }

    @Test
    void theOptionalHelpersAreAFixedListAndEverythingUnheardOfIsUnknown() {
        for (String optional : Set.of("count", "listIndexNames", "mapReduce")) {
            var row = assertInstanceOf(
                    OperationTable.Row.Absent.class,
                    OperationTable.row(Kind.COLLECTION, optional).orElseThrow());
            assertEquals("optional helper " + optional, row.what());
        }
        assertEquals(Optional.empty(), OperationTable.row(Kind.COLLECTION, "findAll"));
        assertEquals(Optional.empty(), OperationTable.row(Kind.CLIENT, "insertOne"));
    }

    @Test
    void anArgumentTheTableDoesNotKnowIsRefused() {
        var refused = assertThrows(
                MalformedFileException.class,
                () -> new Arguments("op", BsonDocument.parse("{filter: {}, sorted: 1}"), Set.of("filter", "sort")));
        assertTrue(refused.getMessage().contains("sorted is unknown"), refused.getMessage());
    }

    @Test
    void aHandlerThatForgetsAnArgumentIsFoundOut() {
        var arguments = new Arguments("op", BsonDocument.parse("{filter: {}, sort: {}}"), Set.of("filter", "sort"));
        arguments.document("filter");
        assertThrows(IllegalStateException.class, arguments::end);
        arguments.document("sort");
        arguments.end();
        assertThrows(IllegalStateException.class, () -> arguments.any("hint"));
    }
}
