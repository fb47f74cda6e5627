package dev.weft.core.execute;

import static dev.weft.core.execute.Deployment.replies;
import static dev.weft.core.execute.Deployment.target;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weft.ReadPreference;
import dev.weft.TagSet;
import dev.weft.core.operation.Delete;
import dev.weft.core.operation.FindOne;
import dev.weft.core.operation.Options;
import dev.weft.settings.HandleSettings;
import java.time.Duration;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.junit.jupiter.api.Test;

/** What servers are told of a read preference (server selection specification, "Passing read preference to mongos and load balancers"). */
class ReadPreferenceSentTest {
    private static final String NONE = "{cursor: {firstBatch: [], id: 0, ns: 'db.coll'}, ok: 1}";
    private static final String SECONDARY =
            "{setName: 'rs', isWritablePrimary: false, ismaster: false, secondary: true}";

    @Test
    void aRouterIsToldAllOfIt() {
        var whole = ReadPreference.nearest(new TagSet(Map.of("dc", "east")), TagSet.EMPTY)
                .maxStaleness(Duration.ofMinutes(2));
        try (var deployment = Deployment.router(replies(NONE))) {
            assertEquals(
                    BsonDocument.parse(
                            "{mode: 'nearest', tags: [{dc: 'east'}, {}], maxStalenessSeconds: {$numberLong: '120'}}"),
                    sent(deployment, whole));
            assertEquals(
                    BsonDocument.parse("{mode: 'secondaryPreferred'}"),
                    sent(deployment, ReadPreference.secondaryPreferred()));
        }
    }

    @Test
    @SuppressWarnings("deprecation") // The option is deprecated by servers, and passed on to those that heed it.
    void aRouterIsToldOfHedgedReads() {
        try (var deployment = Deployment.router(replies(NONE))) {
            assertEquals(
                    BsonDocument.parse("{mode: 'nearest', hedge: {enabled: false}}"),
                    sent(deployment, ReadPreference.nearest().hedge(false)));
            assertEquals(
                    BsonDocument.parse(
                            "{mode: 'secondary', maxStalenessSeconds: {$numberLong: '90'}, hedge: {enabled: true}}"),
                    sent(deployment, ReadPreference.secondary().hedge(true).maxStaleness(Duration.ofSeconds(90))));
        }
    }

    @Test
    void thePrimaryIsNotNamedAndWritesSayNothing() {
        try (var deployment = Deployment.router(replies(NONE, "{n: 0, ok: 1}"))) {
            deployment.run(find(ReadPreference.primary()));
            deployment.run(new Delete(
                    target(
                            HandleSettings.DEFAULTS.with(o -> o.readPreference(ReadPreference.secondary())),
                            Options.NONE),
                    new Document(),
                    false));
            for (var command : deployment.commands()) {
                assertFalse(command.containsKey("$readPreference"), command.toString());
            }
        }
    }

    @Test
    void aMemberAskedDirectlyIsToldThatItMayAnswerWhateverItIs() {
        var options = "?directConnection=true";
        try (var deployment = Deployment.replicaSet(options, BsonDocument.parse(SECONDARY), replies(NONE))) {
            assertEquals(BsonDocument.parse("{mode: 'primaryPreferred'}"), sent(deployment, ReadPreference.primary()));
            assertEquals(BsonDocument.parse("{mode: 'secondary'}"), sent(deployment, ReadPreference.secondary()));
        }
    }

    @Test
    void aServerOnItsOwnIsToldNothing() {
        try (var deployment = Deployment.standalone("", replies(NONE))) {
            deployment.run(find(ReadPreference.secondary()));
            assertFalse(deployment.commands().getLast().containsKey("$readPreference"));
        }
    }

    private static BsonDocument sent(Deployment deployment, ReadPreference preference) {
        deployment.run(find(preference));
        return deployment.commands().getLast().getDocument("$readPreference");
    }

    private static FindOne<Document> find(ReadPreference preference) {
        var settings = HandleSettings.DEFAULTS.with(o -> o.readPreference(preference));
        return new FindOne<>(target(settings, Options.NONE), new DocumentCodec());
    }
}
