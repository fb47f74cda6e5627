package dev.weft.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.client.MongoClient;
import dev.weft.client.MongoDatabase;
import dev.weft.query.Filters;
import dev.weft.query.Indexes;
import dev.weft.result.CollectionInfo;
import dev.weft.result.DatabaseInfo;
import dev.weft.result.IndexInfo;
import dev.weft.testbed.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The test plans for listing: databases (enumerate databases), collections (enumerate collections) and indexes (index management). */
class EnumerationProseTest {
    /** Where the plans are to be carried out. */
    enum Configuration {
        STANDALONE,
        PRIMARY,
        SECONDARY,
        MONGOS;

        private Deployment start() {
            return switch (this) {
                case STANDALONE -> Deployment.standalone().start();
                case PRIMARY, SECONDARY -> Deployment.replicaSet("rs", 2).start();
                case MONGOS -> Deployment.sharded(1).start();
            };
        }

        /** Where the lists are asked for; what they hold is written where writes go. */
        private String uri(Deployment deployment) {
            return this == SECONDARY ? deployment.member(1).uri() : deployment.uri();
        }
    }

    private interface Plan {
        void carryOut(MongoClient writer, MongoClient lister);
    }

    private static void on(Configuration configuration, Plan plan) {
        try (var deployment = configuration.start();
                var writer = MongoClient.connect(deployment.uri());
                var lister = MongoClient.connect(configuration.uri(deployment))) {
            plan.carryOut(writer, lister);
        }
    }

    /** Each once, in whatever order. */
    private static void assertEach(Set<String> expected, List<String> listed) {
        assertEquals(
                new ArrayList<>(new TreeSet<>(expected)),
                listed.stream().sorted().toList());
    }

    @ParameterizedTest
    @EnumSource
    void databasesAreListedWithWhatIsKnownOfThemAndByName(Configuration configuration) {
        on(configuration, (writer, lister) -> {
            Set<String> made = Set.of("one", "two", "three");
            made.forEach(name -> writer.database(name).collection("c").insertOne(new Document()));
            List<String> infos = lister.listDatabases().toList().stream()
                    .map(DatabaseInfo::name)
                    .filter(made::contains)
                    .toList();
            assertEach(made, infos);
            assertEach(
                    made, lister.databaseNames().stream().filter(made::contains).toList());
        });
    }

    @ParameterizedTest
    @EnumSource
    void collectionsAreListedByNameAndThoseThatAreCapped(Configuration configuration) {
        on(configuration, (writer, lister) -> {
            MongoDatabase database = writer.database("lists");
            database.createCollection("plain");
            database.createCollection("capped", o -> o.capped(4096));
            for (String name : List.of("plain", "capped")) {
                database.collection(name).createIndex(Indexes.ascending("a"));
                database.collection(name).insertOne(new Document("a", 1));
            }
            MongoDatabase listed = lister.database("lists");
            assertEach(Set.of("plain", "capped"), listed.collectionNames());
            assertEach(
                    Set.of("capped"),
                    listed.listCollections().filter(Filters.eq("options.capped", true)).toList().stream()
                            .map(CollectionInfo::name)
                            .toList());
        });
    }

    @ParameterizedTest
    @EnumSource
    void indexesAreListedByNameAndWithWhatTheyAre(Configuration configuration) {
        on(configuration, (writer, lister) -> {
            var collection = writer.database("lists").collection("indexed");
            collection.createIndex(Indexes.ascending("a"));
            collection.createIndex(Indexes.compoundIndex(Indexes.ascending("b"), Indexes.descending("c")));
            collection.createIndex(Indexes.ascending("d"), o -> o.unique(true));
            collection.insertOne(
                    new Document("a", 1).append("b", 2).append("c", 3).append("d", 4));
            var listed = lister.database("lists").collection("indexed");
            Set<String> made = Set.of("_id_", "a_1", "b_1_c_-1", "d_1");
            assertEach(made, List.copyOf(listed.indexInformation().keySet()));
            List<IndexInfo> infos = listed.listIndexes().toList();
            assertEach(made, infos.stream().map(IndexInfo::name).toList());
            for (IndexInfo info : infos) {
                boolean unique = info.description().containsKey("unique");
                assertEquals(info.name().equals("d_1"), unique, info::toString);
            }
            assertTrue(infos.stream().noneMatch(info -> info.keys().isEmpty()));
        });
    }
}
