package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.function.Consumer;
import org.bson.BsonBinary;
import org.bson.BsonBinarySubType;
import org.bson.conversions.Bson;

/**
 * Stages that ask a server about itself; each is the first of its pipeline. Users call these as methods of {@link Aggregates}, which
 * would be too long a file.
 */
class ServerStages extends JoinStages {
    ServerStages() {}

    /** {@return a stage: what changes from now on; {@code watch} says it better (server manual, {@code $changeStream})} */
    public static Bson changeStream() {
        return changeStream(o -> {});
    }

    /**
     * What changes; {@code watch} says it better, for it resumes (server manual, {@code $changeStream}).
     *
     * @param o the options
     * @return a stage
     */
    public static Bson changeStream(Consumer<? super ChangeStreamOptions> o) {
        var form = new ChangeStreamOptions();
        o.accept(form);
        return Stage.of("$changeStream", form.slots.bson());
    }

    /**
     * Changes larger than 16 MB come in parts; the last stage of a change stream; since MongoDB 6.0.9 and 7.0 (server manual,
     * {@code $changeStreamSplitLargeEvent}).
     *
     * @return a stage
     */
    public static Bson changeStreamSplitLargeEvent() {
        return Stage.of("$changeStreamSplitLargeEvent", Fields.nothing());
    }

    /**
     * Figures of a collection (server manual, {@code $collStats}).
     *
     * @param o which
     * @return a stage
     */
    public static Bson collStats(Consumer<? super CollStatsOptions> o) {
        var form = new CollStatsOptions();
        o.accept(form);
        return Stage.of("$collStats", form.slots.bson());
    }

    /** {@return a stage: how often each index of a collection is used (server manual, {@code $indexStats})} */
    public static Bson indexStats() {
        return Stage.of("$indexStats", Fields.nothing());
    }

    /** {@return a stage: the plans a server remembers for a collection; since MongoDB 4.2 (server manual, {@code $planCacheStats})} */
    public static Bson planCacheStats() {
        return Stage.of("$planCacheStats", Fields.nothing());
    }

    /**
     * The plans that servers remember for a collection (server manual, {@code $planCacheStats}).
     *
     * @param allHosts of a sharded cluster: all members of each shard instead of one; since MongoDB 7.1
     * @return a stage
     */
    public static Bson planCacheStats(boolean allHosts) {
        return Stage.of("$planCacheStats", Fields.one("allHosts", allHosts));
    }

    /** {@return a stage of the database {@code admin}: what the server is doing for this user (server manual, {@code $currentOp})} */
    public static Bson currentOp() {
        return currentOp(o -> {});
    }

    /**
     * What the server is doing; of the database {@code admin} (server manual, {@code $currentOp}).
     *
     * @param o whose operations, and which
     * @return a stage
     */
    public static Bson currentOp(Consumer<? super CurrentOpOptions> o) {
        var form = new CurrentOpOptions();
        o.accept(form);
        return Stage.of("$currentOp", form.slots.bson());
    }

    /** {@return a stage of {@code config.system.sessions}: the sessions of this user (server manual, {@code $listSessions})} */
    public static Bson listSessions() {
        return Stage.of("$listSessions", Fields.nothing());
    }

    /**
     * Sessions that the deployment has stored; of {@code config.system.sessions} (server manual, {@code $listSessions}).
     *
     * @param o whose
     * @return a stage
     */
    public static Bson listSessions(Consumer<? super SessionOwners> o) {
        return Stage.of("$listSessions", owners(o));
    }

    /** {@return a stage of a database: the sessions of this user that one server knows (server manual, {@code $listLocalSessions})} */
    public static Bson listLocalSessions() {
        return Stage.of("$listLocalSessions", Fields.nothing());
    }

    /**
     * Sessions that one server knows; of a database (server manual, {@code $listLocalSessions}).
     *
     * @param o whose
     * @return a stage
     */
    public static Bson listLocalSessions(Consumer<? super SessionOwners> o) {
        return Stage.of("$listLocalSessions", owners(o));
    }

    private static Bson owners(Consumer<? super SessionOwners> o) {
        var form = new SessionOwners();
        o.accept(form);
        return form.bson();
    }

    /** {@return a stage of a database: its collections, with their options and shards; since MongoDB 8.1 (server manual, {@code $listClusterCatalog})} */
    public static Bson listClusterCatalog() {
        return Stage.of("$listClusterCatalog", Fields.nothing());
    }

    /** {@return a stage of the database {@code admin}: queries that were sampled to choose a shard key; since MongoDB 7.0 (server manual, {@code $listSampledQueries})} */
    public static Bson listSampledQueries() {
        return Stage.of("$listSampledQueries", Fields.nothing());
    }

    /**
     * Queries of one collection that were sampled to choose a shard key; of the database {@code admin}; since MongoDB 7.0 (server
     * manual, {@code $listSampledQueries}).
     *
     * @param namespace the collection, as {@code database.collection}
     * @return a stage
     */
    public static Bson listSampledQueries(String namespace) {
        return Stage.of("$listSampledQueries", Fields.one("namespace", Given.value("the namespace", namespace)));
    }

    /** {@return a stage of the database {@code admin}: settings of queries that were stored; since MongoDB 8.0 (server manual, {@code $querySettings})} */
    public static Bson querySettings() {
        return Stage.of("$querySettings", Fields.nothing());
    }

    /**
     * Settings of queries that were stored; of the database {@code admin}; since MongoDB 8.0 (server manual, {@code $querySettings}).
     *
     * @param showDebugQueryShape whether the shape of each query is told too
     * @return a stage
     */
    public static Bson querySettings(boolean showDebugQueryShape) {
        return Stage.of("$querySettings", Fields.one("showDebugQueryShape", showDebugQueryShape));
    }

    /** {@return a stage of the database {@code admin}: figures of recorded queries; unsupported by MongoDB, and may change (server manual, {@code $queryStats})} */
    public static Bson queryStats() {
        return Stage.of("$queryStats", Fields.nothing());
    }

    /**
     * Figures of recorded queries with names made unreadable; of the database {@code admin}; unsupported by MongoDB, and may change
     * (server manual, {@code $queryStats}).
     *
     * @param hmacKey the key, 32 bytes or more
     * @return a stage
     */
    public static Bson queryStats(byte[] hmacKey) {
        return Stage.of(
                "$queryStats",
                Fields.one(
                        "transformIdentifiers",
                        new Slots()
                                .with("algorithm", "hmac-sha-256")
                                .with("hmacKey", new BsonBinary(BsonBinarySubType.SENSITIVE, hmacKey.clone()))
                                .bson()));
    }

    /** {@return a stage of the database {@code admin}, by a router: how data lies on shards; since MongoDB 6.0.3 (server manual, {@code $shardedDataDistribution})} */
    public static Bson shardedDataDistribution() {
        return Stage.of("$shardedDataDistribution", Fields.nothing());
    }
}
