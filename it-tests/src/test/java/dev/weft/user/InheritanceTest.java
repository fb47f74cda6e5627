package dev.weft.user;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ReadConcern;
import dev.weft.ReadPreference;
import dev.weft.WriteConcern;
import dev.weft.client.MongoClient;
import dev.weft.client.MongoCollection;
import dev.weft.core.cluster.Until;
import dev.weft.settings.HandleSettings;
import dev.weft.testbed.Deployment;
import dev.weft.testbed.Member;
import dev.weft.topology.ServerType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Client, database, collection, call: each level takes what it does not say itself from the one above (read and write concern
 * specification, "Via Code"). Looked at from both ends: what a handle says of itself, and what the server is sent.
 */
class InheritanceTest {
    private static final String OPTIONS =
            "&readConcernLevel=local&w=1&readPreference=secondaryPreferred&timeoutMS=20000";
    private static final BsonDocument LOCAL = BsonDocument.parse("{level: 'local'}");
    private static final BsonDocument MAJORITY = BsonDocument.parse("{level: 'majority'}");

    private static Deployment set;
    private static MongoClient client;

    @BeforeAll
    static void open() {
        set = Deployment.replicaSet("rs", 2).start();
        client = MongoClient.connect(set.uri() + OPTIONS);
        Until.holds(() -> client.topology().of(ServerType.RS_SECONDARY).size() == 1);
    }

    @AfterAll
    static void close() {
        client.close();
        set.close();
    }

    private static BsonDocument sent(String command, Member to) {
        return to.lastCommand(command).orElseThrow();
    }

    private static MongoCollection<Document> books() {
        return client.database("library").collection("books");
    }

    @Test
    void aHandleHasTheSettingsOfTheOneItWasMadeBy() {
        HandleSettings settings = client.settings();
        assertEquals(ReadConcern.local(), settings.readConcern());
        assertEquals(WriteConcern.members(1), settings.writeConcern());
        assertEquals(ReadPreference.secondaryPreferred(), settings.readPreference());
        assertEquals(Optional.of(ofSeconds(20)), settings.timeout());
        assertEquals(settings, client.database("library").settings());
        assertEquals(settings, books().settings());
        assertEquals(settings, books().as(BsonDocument.class).settings());
        assertEquals(settings, client.timeBox(ofSeconds(1)).on(books()).settings());
    }

    @Test
    void eachLevelWinsOverTheOneAboveInWhatItSaysAndTakesTheRestFromIt() {
        var database = client.with(o -> o.readConcern(ReadConcern.majority()))
                .database("library")
                .with(o -> o.writeConcern(WriteConcern.majority()));
        var collection = database.collection("books").with(o -> o.readPreference(ReadPreference.primary()));
        HandleSettings settings = collection.settings();
        assertEquals(ReadConcern.majority(), settings.readConcern());
        assertEquals(WriteConcern.majority(), settings.writeConcern());
        assertEquals(ReadPreference.primary(), settings.readPreference());
        assertEquals(client.settings().timeout(), settings.timeout());
        assertEquals(client.settings().codecs(), settings.codecs());
        assertEquals(
                ReadConcern.snapshot(),
                collection
                        .with(o -> o.readConcern(ReadConcern.snapshot()))
                        .settings()
                        .readConcern());
    }

    @Test
    void whatAHandleIsGivenChangesNeitherTheOneAboveNorThoseMadeBefore() {
        var database = client.database("library");
        var before = database.collection("books");
        database.with(o -> o.readConcern(ReadConcern.majority()).timeout(Duration.ZERO));
        before.with(o -> o.writeConcern(WriteConcern.majority()));
        assertEquals(client.settings(), database.settings());
        assertEquals(client.settings(), before.settings());
        assertEquals(client.settings(), database.collection("books").settings());
    }

    @Test
    void theServerIsSentWhatTheLowestLevelSays() {
        var secondary = set.member(1);
        books().find().first();
        assertEquals(LOCAL, sent("find", secondary).getDocument("readConcern"));
        assertEquals(
                BsonDocument.parse("{mode: 'secondaryPreferred'}"),
                sent("find", secondary).getDocument("$readPreference"));

        var primary = set.member(0);
        books().with(o -> o.readConcern(ReadConcern.majority()).readPreference(ReadPreference.primary()))
                .find()
                .first();
        assertEquals(MAJORITY, sent("find", primary).getDocument("readConcern"));
        assertFalse(sent("find", primary).containsKey("$readPreference"));

        books().insertOne(new Document());
        assertEquals(
                new BsonInt32(1),
                sent("insert", primary).getDocument("writeConcern").get("w"));
        books().with(o -> o.writeConcern(WriteConcern.majority())).insertOne(new Document());
        assertEquals(
                BsonDocument.parse("{w: 'majority'}"), sent("insert", primary).getDocument("writeConcern"));
        assertFalse(sent("insert", primary).containsKey("readConcern"));
    }

    /** The server's default is a level's own word, too: it ends what the levels above have said, and sends nothing. */
    @Test
    void theServersDefaultSaidAtALevelIsLeftOutThoughTheLevelAboveSaysOtherwise() {
        var plain = books().with(o -> o.readConcern(ReadConcern.serverDefault())
                .writeConcern(WriteConcern.serverDefault())
                .readPreference(ReadPreference.primary()));
        plain.find().first();
        plain.insertOne(new Document());
        var primary = set.member(0);
        assertFalse(sent("find", primary).containsKey("readConcern"));
        assertFalse(sent("insert", primary).containsKey("writeConcern"));
    }

    @Test
    void aPipelineThatWritesTakesBothConcernsAndTheCatalogTakesNone() {
        var primary = set.member(0);
        var own = books().with(o -> o.readPreference(ReadPreference.primary()));
        own.insertOne(new Document());
        own.aggregate(new Document("$out", "copy")).run();
        assertEquals(LOCAL, sent("aggregate", primary).getDocument("readConcern"));
        assertTrue(sent("aggregate", primary).containsKey("writeConcern"));
        client.database("library").listCollections().toList();
        assertFalse(sent("listCollections", primary).containsKey("readConcern"));
        assertFalse(sent("listCollections", primary).containsKey("writeConcern"));
    }

    @Test
    void aCommandOfTheUsersTakesNothingFromItsHandleButTheTimeoutAndTheCodecs() {
        var database = client.database("library");
        database.runCommand(new Document("count", "books"));
        var asked = sent("count", set.member(0));
        for (String field : List.of("readConcern", "writeConcern", "$readPreference")) {
            assertFalse(asked.containsKey(field), asked::toString);
        }
        assertTrue(asked.containsKey("maxTimeMS"), asked::toString);

        database.runCommand(new Document("count", "books"), o -> o.readPreference(ReadPreference.secondary()));
        var elsewhere = sent("count", set.member(1));
        assertEquals(BsonDocument.parse("{mode: 'secondary'}"), elsewhere.getDocument("$readPreference"));
        assertFalse(elsewhere.containsKey("readConcern"), elsewhere::toString);
    }

    @Test
    void aCallsTimeoutWinsOverThatOfItsHandleAndThatOverTheClients() {
        var onPrimary = books().with(o -> o.readPreference(ReadPreference.primary()));
        onPrimary.find().first();
        limited("find", 0, 20_000);
        var patient = onPrimary.with(o -> o.timeout(ofSeconds(60)));
        patient.find().first();
        limited("find", 20_000, 60_000);
        patient.find().timeout(ofSeconds(100)).first();
        limited("find", 60_000, 100_000);
        patient.insertOne(new Document(), o -> o.timeout(ofSeconds(10)));
        limited("insert", 0, 10_000);
        patient.find().timeout(Duration.ZERO).first();
        assertFalse(sent("find", set.member(0)).containsKey("maxTimeMS"));
    }

    private static void limited(String command, long above, long atMost) {
        var told = sent(command, set.member(0)).getNumber("maxTimeMS").longValue();
        assertTrue(told > above && told <= atMost, () -> command + " has " + told + " ms");
    }

    /** A word whose codec marks what it writes. */
    private record Word(String text) {}

    private static CodecRegistry marking(String mark) {
        return CodecRegistries.fromRegistries(
                CodecRegistries.fromCodecs(new Codec<Word>() {
                    @Override
                    public void encode(BsonWriter out, Word word, EncoderContext context) {
                        out.writeStartDocument();
                        out.writeString("text", mark + word.text);
                        out.writeEndDocument();
                    }

                    @Override
                    public Word decode(BsonReader in, DecoderContext context) {
                        in.readStartDocument();
                        in.readObjectId("_id");
                        var word = new Word(in.readString("text"));
                        in.readEndDocument();
                        return word;
                    }

                    @Override
                    public Class<Word> getEncoderClass() {
                        return Word.class;
                    }
                }),
                HandleSettings.DEFAULTS.codecs());
    }

    @Test
    void codecsAreInheritedAndReplacedLikeEverythingElse() {
        try (var marked = MongoClient.connect(set.uri(), s -> s.codecs(marking("client ")))) {
            marked.database("library").collection("words", Word.class).insertOne(new Word("a"));
            var database = marked.database("library").with(o -> o.codecs(marking("database ")));
            database.collection("words", Word.class).insertOne(new Word("b"));
            database.collection("words", Word.class)
                    .with(o -> o.codecs(marking("collection ")))
                    .insertOne(new Word("c"));
            var found = Set.copyOf(marked.database("library")
                    .collection("words", Word.class)
                    .find()
                    .toList());
            assertEquals(Set.of(new Word("client a"), new Word("database b"), new Word("collection c")), found);
        }
    }
}
