package dev.weft.core.execute;

import static dev.weft.core.execute.Deployment.replies;
import static dev.weft.core.execute.Deployment.target;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weft.core.operation.FindOne;
import dev.weft.core.operation.Options;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a mongos is told of a read preference (max staleness test plan, "Direct connection to mongos"; server selection test plan). */
class MongosReadPreferenceTest {
    private static @Nullable BsonValue told(String options) {
        var one = replies("{cursor: {firstBatch: [{_id: 7}], id: 0, ns: 'db.coll'}, ok: 1}");
        try (var mongos = Deployment.router(options, one)) {
            mongos.run(new FindOne<Document>(target(mongos.settings().defaults(), Options.NONE), new DocumentCodec()));
            return mongos.commands().getFirst().get("$readPreference");
        }
    }

    @Test
    void directConnectionToMongosTellsTheStalenessAsANumberWithoutFraction() {
        assertEquals(
                BsonDocument.parse("{mode: 'secondary', maxStalenessSeconds: {$numberLong: '120'}}"),
                told("?readPreference=secondary&maxStalenessSeconds=120"));
    }

    @Test
    void directConnectionToMongosTellsNoStalenessThatWasNotAskedFor() {
        assertEquals(BsonDocument.parse("{mode: 'secondary'}"), told("?readPreference=secondary"));
    }

    @Test
    void everyModeButPrimaryIsPassedToAMongos() {
        assertNull(told(""));
        assertNull(told("?readPreference=primary"));
        for (var mode : new String[] {"primaryPreferred", "secondary", "nearest"}) {
            assertEquals(new BsonDocument("mode", new BsonString(mode)), told("?readPreference=" + mode));
        }
        assertEquals(
                BsonDocument.parse("{mode: 'secondaryPreferred', tags: [{dc: 'oslo'}]}"),
                told("?readPreference=secondaryPreferred&readPreferenceTags=dc:oslo"));
    }
}
