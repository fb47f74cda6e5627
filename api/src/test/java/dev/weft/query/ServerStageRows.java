package dev.weft.query;

import static dev.weft.query.Place.ADMIN_STAGE;
import static dev.weft.query.Place.DATABASE_STAGE;
import static dev.weft.query.Place.SESSIONS_STAGE;
import static dev.weft.query.Place.STAGE;
import static dev.weft.query.Row.row;

import dev.weft.FullDocument;
import dev.weft.FullDocumentBeforeChange;
import java.util.List;
import org.bson.BsonTimestamp;
import org.bson.Document;

/** Server manual, "Aggregation Stages": what asks a server about itself. */
final class ServerStageRows {
    private static final Document TOKEN = new Document("_data", "82");

    private ServerStageRows() {}

    static List<Row> rows() {
        return List.of(
                row(STAGE, Aggregates.changeStream(), "{$changeStream: {}}"),
                row(
                        STAGE,
                        Aggregates.changeStream(o -> o.allChangesForCluster(false)
                                .fullDocument(FullDocument.UPDATE_LOOKUP)
                                .fullDocumentBeforeChange(FullDocumentBeforeChange.WHEN_AVAILABLE)
                                .startAtOperationTime(new BsonTimestamp(7, 1))
                                .showExpandedEvents(true)),
                        "{$changeStream: {allChangesForCluster: false, fullDocument: 'updateLookup',"
                                + " fullDocumentBeforeChange: 'whenAvailable', startAtOperationTime: Timestamp(7, 1),"
                                + " showExpandedEvents: true}}"),
                row(
                        STAGE,
                        Aggregates.changeStream(o -> o.resumeAfter(TOKEN)),
                        "{$changeStream: {resumeAfter: {_data: '82'}}}"),
                row(
                        STAGE,
                        Aggregates.changeStream(o -> o.startAfter(TOKEN).option("fullDocument", "required")),
                        "{$changeStream: {startAfter: {_data: '82'}, fullDocument: 'required'}}"),
                row(STAGE, Aggregates.changeStreamSplitLargeEvent(), "{$changeStreamSplitLargeEvent: {}}"),
                row(
                        STAGE,
                        Aggregates.collStats(o ->
                                o.latencyStats(true).storageStats(1024).count().queryExecStats()),
                        "{$collStats: {latencyStats: {histograms: true}, storageStats: {scale: 1024},"
                                + " count: {}, queryExecStats: {}}}"),
                row(
                        STAGE,
                        Aggregates.collStats(o -> o.storageStats().option("count", new Document())),
                        "{$collStats: {storageStats: {}, count: {}}}"),
                row(STAGE, Aggregates.indexStats(), "{$indexStats: {}}"),
                row(STAGE, Aggregates.planCacheStats(), "{$planCacheStats: {}}"),
                row(STAGE, Aggregates.planCacheStats(true), "{$planCacheStats: {allHosts: true}}"),
                row(ADMIN_STAGE, Aggregates.currentOp(), "{$currentOp: {}}"),
                row(
                        ADMIN_STAGE,
                        Aggregates.currentOp(o -> o.allUsers(true)
                                .idleConnections(true)
                                .idleCursors(true)
                                .idleSessions(false)
                                .localOps(true)),
                        "{$currentOp: {allUsers: true, idleConnections: true, idleCursors: true, idleSessions: false,"
                                + " localOps: true}}"),
                row(
                        ADMIN_STAGE,
                        Aggregates.currentOp(o -> o.option("truncateOps", true)),
                        "{$currentOp: {truncateOps: true}}"),
                row(SESSIONS_STAGE, Aggregates.listSessions(), "{$listSessions: {}}"),
                row(
                        SESSIONS_STAGE,
                        Aggregates.listSessions(o -> o.user("ada", "admin").user("kai", "shop")),
                        "{$listSessions: {users: [{user: 'ada', db: 'admin'}, {user: 'kai', db: 'shop'}]}}"),
                row(DATABASE_STAGE, Aggregates.listLocalSessions(), "{$listLocalSessions: {}}"),
                row(
                        DATABASE_STAGE,
                        Aggregates.listLocalSessions(o -> o.allUsers()),
                        "{$listLocalSessions: {allUsers: true}}"),
                row(DATABASE_STAGE, Aggregates.listClusterCatalog(), "{$listClusterCatalog: {}}"),
                row(ADMIN_STAGE, Aggregates.listSampledQueries(), "{$listSampledQueries: {}}"),
                row(
                        ADMIN_STAGE,
                        Aggregates.listSampledQueries("shop.orders"),
                        "{$listSampledQueries: {namespace: 'shop.orders'}}"),
                row(ADMIN_STAGE, Aggregates.querySettings(), "{$querySettings: {}}"),
                row(ADMIN_STAGE, Aggregates.querySettings(true), "{$querySettings: {showDebugQueryShape: true}}"),
                row(ADMIN_STAGE, Aggregates.queryStats(), "{$queryStats: {}}"),
                row(
                        ADMIN_STAGE,
                        Aggregates.queryStats(new byte[32]),
                        "{$queryStats: {transformIdentifiers: {algorithm: 'hmac-sha-256', hmacKey:"
                                + " BinData(8, 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=')}}}"),
                row(ADMIN_STAGE, Aggregates.shardedDataDistribution(), "{$shardedDataDistribution: {}}"));
    }
}
