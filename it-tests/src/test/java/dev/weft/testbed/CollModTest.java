package dev.weft.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.testbed.storage.Storage;
import dev.weft.testbed.wire.CommandFailure;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The memory storage's collMod, by the server manual; the engine has none to compare with. */
class CollModTest {
    private final Storage storage = StorageKind.MEMORY.open();

    @BeforeEach
    void makeCollections() {
        run("{create: 'plain'}");
        run(
                "{createIndexes: 'plain', indexes: [{key: {a: 1}, name: 'a', expireAfterSeconds: 5}, {key: {b: 1}, name: 'b'}]}");
        run("{create: 'view', viewOn: 'plain', pipeline: []}");
    }

    @AfterEach
    void end() {
        storage.close();
    }

    private BsonDocument run(String command) {
        return storage.run("db", BsonDocument.parse(command));
    }

    private void fails(int code, String command) {
        assertEquals(
                code, assertThrows(CommandFailure.class, () -> run(command)).code(), command);
    }

    private BsonDocument options(String collection) {
        return run("{listCollections: 1, filter: {name: '" + collection + "'}}")
                .getDocument("cursor")
                .getArray("firstBatch")
                .getFirst()
                .asDocument()
                .getDocument("options");
    }

    private BsonDocument index(String name) {
        List<BsonValue> indexes =
                run("{listIndexes: 'plain'}").getDocument("cursor").getArray("firstBatch");
        return indexes.stream()
                .map(BsonValue::asDocument)
                .filter(index -> index.getString("name").getValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void setsAValidatorThatRefusesFromThenOnAndCanBeTakenAway() {
        run("{collMod: 'plain', validator: {a: {$gt: 1}}, validationAction: 'error'}");
        assertEquals(
                BsonDocument.parse("{validator: {a: {$gt: 1}}, validationLevel: 'strict', validationAction: 'error'}"),
                options("plain"));
        BsonDocument refused = run("{insert: 'plain', documents: [{a: 1}]}");
        assertEquals(
                121,
                refused.getArray("writeErrors")
                        .getFirst()
                        .asDocument()
                        .getInt32("code")
                        .getValue());
        run("{collMod: 'plain', validator: {}}");
        assertEquals(
                1, run("{insert: 'plain', documents: [{a: 1}]}").getInt32("n").getValue());
        fails(2, "{collMod: 'plain', validator: {a: {$bad: 1}}}");
        fails(2, "{collMod: 'plain', validationLevel: 'bad'}");
    }

    @Test
    void hidesAnIndexFromHintsAndShowsItAgain() {
        assertEquals(
                BsonDocument.parse("{hidden_old: false, hidden_new: true, ok: 1.0}"),
                run("{collMod: 'plain', index: {name: 'a', hidden: true}}"));
        assertEquals(BsonDocument.parse("{ok: 1.0}"), run("{collMod: 'plain', index: {name: 'a', hidden: true}}"));
        fails(2, "{find: 'plain', filter: {}, hint: 'a'}");
        assertEquals(
                BsonDocument.parse("{hidden_old: true, hidden_new: false, ok: 1.0}"),
                run("{collMod: 'plain', index: {keyPattern: {a: 1}, hidden: false}}"));
        run("{find: 'plain', filter: {}, hint: 'a'}");
        fails(2, "{collMod: 'plain', index: {name: '_id_', hidden: true}}");
    }

    @Test
    void changesWhenDocumentsExpire() {
        assertEquals(
                BsonDocument.parse(
                        "{expireAfterSeconds_old: {$numberLong: '5'}, expireAfterSeconds_new: {$numberLong: '7'}, ok: 1.0}"),
                run("{collMod: 'plain', index: {name: 'a', expireAfterSeconds: 7}}"));
        assertEquals(7, index("a").getInt32("expireAfterSeconds").getValue());
        assertEquals(
                BsonDocument.parse("{expireAfterSeconds_new: {$numberLong: '9'}, ok: 1.0}"),
                run("{collMod: 'plain', index: {name: 'b', expireAfterSeconds: 9}}"));
        fails(72, "{collMod: 'plain', index: {name: '_id_', expireAfterSeconds: 9}}");
    }

    @Test
    void makesAnIndexUniqueOnlyAfterItWasPreparedAndOnlyWithoutDuplicates() {
        fails(72, "{collMod: 'plain', index: {name: 'b', unique: true}}");
        run("{collMod: 'plain', index: {name: 'b', prepareUnique: true}}");
        run("{insert: 'plain', documents: [{_id: 1, b: 1}, {_id: 2, b: 1}]}");
        fails(359, "{collMod: 'plain', index: {name: 'b', unique: true}}");
        run("{delete: 'plain', deletes: [{q: {_id: 2}, limit: 1}]}");
        assertEquals(
                BsonDocument.parse("{unique_new: true, ok: 1.0}"),
                run("{collMod: 'plain', index: {name: 'b', unique: true}}"));
        assertEquals(
                11000,
                run("{insert: 'plain', documents: [{b: 1}]}")
                        .getArray("writeErrors")
                        .getFirst()
                        .asDocument()
                        .getInt32("code")
                        .getValue());
    }

    @Test
    void refusesAnIndexThatIsNotThereOrNotNamedOnce() {
        fails(27, "{collMod: 'plain', index: {name: 'none', hidden: true}}");
        fails(27, "{collMod: 'plain', index: {keyPattern: {z: 1}, hidden: true}}");
        fails(72, "{collMod: 'plain', index: {name: 'a', keyPattern: {a: 1}, hidden: true}}");
        fails(72, "{collMod: 'plain', index: {hidden: true}}");
        fails(72, "{collMod: 'plain', index: {name: 'a'}}");
    }

    @Test
    void givesAViewAnotherPipeline() {
        run("{insert: 'plain', documents: [{_id: 1}, {_id: 2}]}");
        run("{collMod: 'view', viewOn: 'plain', pipeline: [{$match: {_id: 2}}]}");
        assertEquals(
                1,
                run("{find: 'view', filter: {}}")
                        .getDocument("cursor")
                        .getArray("firstBatch")
                        .size());
        fails(72, "{collMod: 'view', validator: {}}");
        fails(72, "{collMod: 'plain', viewOn: 'other', pipeline: []}");
    }

    @Test
    void switchesImagesOfChangeStreamsOnAndOff() {
        run("{collMod: 'plain', changeStreamPreAndPostImages: {enabled: true}}");
        assertEquals(BsonDocument.parse("{changeStreamPreAndPostImages: {enabled: true}}"), options("plain"));
        run("{collMod: 'plain', changeStreamPreAndPostImages: {enabled: false}}");
        assertEquals(new BsonDocument(), options("plain"));
        fails(40414, "{collMod: 'plain', changeStreamPreAndPostImages: {}}");
        fails(14, "{collMod: 'plain', changeStreamPreAndPostImages: {enabled: 'yes'}}");
    }

    @Test
    void resizesOnlyWhatIsCappedAndExpiresOnlyWhatCan() {
        run("{create: 'capped', capped: true, size: 4096, max: 3}");
        run("{collMod: 'capped', cappedMax: 1, cappedSize: 8192}");
        assertEquals(BsonDocument.parse("{capped: true, size: 8192, max: 1}"), options("capped"));
        fails(72, "{collMod: 'plain', cappedMax: 1}");
        fails(72, "{collMod: 'plain', expireAfterSeconds: 1}");
        run("{create: 'series', timeseries: {timeField: 't'}, expireAfterSeconds: 5}");
        run("{collMod: 'series', expireAfterSeconds: 'off'}");
        assertEquals(
                BsonDocument.parse(
                        "{timeseries: {timeField: 't', granularity: 'seconds', bucketMaxSpanSeconds: 3600}}"),
                options("series"));
        fails(26, "{collMod: 'nothing', validator: {}}");
    }
}
