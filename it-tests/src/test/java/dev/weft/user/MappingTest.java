package dev.weft.user;

import static dev.weft.query.Filters.eq;
import static dev.weft.query.Updates.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.DBRef;
import dev.weft.client.MongoClient;
import dev.weft.client.MongoDatabase;
import dev.weft.error.MappingFailedException;
import dev.weft.query.geo.Geometry;
import dev.weft.query.geo.Point;
import dev.weft.testbed.EmbeddedServer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonInt32;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.codecs.pojo.PojoCodecProvider;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records and what they hold, to a server and back. */
public class MappingTest {
    private EmbeddedServer server;
    private MongoClient client;
    private MongoDatabase library;

    sealed interface Item {}

    record Author(String name, Optional<LocalDate> born) {}

    record Book(@BsonId int id, List<Author> authors, Map<String, Integer> stock) implements Item {}

    record Film(@BsonId int id, DBRef book, Optional<Item> extra) implements Item {}

    public static final class Pojo {
        private ObjectId id = new ObjectId();
        private Holding holding = new Holding(0);

        public ObjectId getId() {
            return id;
        }

        public void setId(ObjectId id) {
            this.id = id;
        }

        public Holding getHolding() {
            return holding;
        }

        public void setHolding(Holding holding) {
            this.holding = holding;
        }
    }

    public record Holding(int copies) {}

    @BeforeEach
    void open() {
        server = EmbeddedServer.start();
        client = MongoClient.connect(server.uri());
        library = client.database("library");
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private static Book book(int id) {
        var author = new Author("Ursula", Optional.of(LocalDate.of(1929, 10, 21)));
        return new Book(id, List.of(author, new Author("?", Optional.empty())), Map.of("Oslo", 3));
    }

    @Test
    void theRecordsOfASealedInterfaceShareACollection() {
        var items = library.collection("items", Item.class);
        List<Item> all =
                List.of(book(1), new Film(2, DBRef.of("items", new BsonInt32(1)), Optional.of(book(9))), book(3));
        items.insertMany(all);
        assertEquals(all, items.find().sort(new Document("_id", 1)).batchSize(2).toList());
        assertEquals(
                Optional.of(book(3)), items.as(Book.class).find(eq("_id", 3)).first());
        var film = items.find(eq("_id", 2)).as(Document.class).first().orElseThrow();
        assertEquals("Film", film.getString("_t"));
    }

    @Test
    void anUpdateStoresARecordAsItsComponentReadsIt() {
        var items = library.collection("items", Item.class);
        items.insertOne(new Film(2, DBRef.of("items", new BsonInt32(1)), Optional.empty()));
        items.updateOne(eq("_id", 2), set("extra", book(7)));
        var film = (Film) items.find().first().orElseThrow();
        assertEquals(Optional.of(book(7)), film.extra());
    }

    @Test
    void aDocumentThatDoesNotFitIsToldWithPathTypesAndId() {
        var id = new ObjectId();
        library.collection("books")
                .insertOne(new Document("_id", id)
                        .append("authors", List.of(new Document("name", "A"), new Document("name", 5))));
        var misfit = assertThrows(
                MappingFailedException.class,
                () -> library.collection("books", Shelved.class).find().first());
        assertEquals("authors[1].name", misfit.path());
        assertEquals(id, misfit.documentId().orElseThrow().asObjectId().getValue());
        assertEquals(
                "Shelved.authors[1].name does not fit " + Shelved.class.getName() + " ({\"_id\": {\"$oid\": \"" + id
                        + "\"}}): expected java.lang.String, found int",
                misfit.getMessage());
    }

    @Test
    void aRecordOfASealedInterfaceIsNotReadFromAnother() {
        var items = library.collection("items", Item.class);
        items.insertOne(new Film(2, DBRef.of("items", new BsonInt32(1)), Optional.empty()));
        var misfit = assertThrows(
                MappingFailedException.class, () -> items.as(Book.class).find().first());
        assertEquals("_t", misfit.path());
        assertTrue(misfit.getMessage().contains("expected Book, found Film"), misfit::getMessage);
    }

    /** Writes and reads a name with a mark before it, which shows whose codec it was. */
    private record Marking(String mark) implements Codec<Name> {
        @Override
        public Name decode(BsonReader reader, DecoderContext context) {
            String text = reader.readString();
            assertTrue(text.startsWith(mark), text);
            return new Name(text.substring(mark.length()));
        }

        @Override
        public void encode(BsonWriter writer, Name value, EncoderContext context) {
            writer.writeString(mark + value.of());
        }

        @Override
        public Class<Name> getEncoderClass() {
            return Name.class;
        }
    }

    record Name(String of) {}

    record Named(@BsonId int id, Name name) {}

    private static CodecRegistry marking(String mark) {
        return CodecRegistries.fromRegistries(
                CodecRegistries.fromCodecs(new Marking(mark)), Bson.DEFAULT_CODEC_REGISTRY);
    }

    @Test
    void codecsAreThoseOfTheNearestLevelThatSaysSo() {
        try (var marked = MongoClient.connect(server.uri(), s -> s.codecs(marking("client ")))) {
            var names = marked.database("library").collection("names", Named.class);
            var ofDatabase = marked.database("library").with(o -> o.codecs(marking("database ")));
            var ofCollection = names.with(o -> o.codecs(marking("collection ")));
            names.insertOne(new Named(1, new Name("a")));
            ofDatabase.collection("names", Named.class).insertOne(new Named(2, new Name("b")));
            ofCollection.insertOne(new Named(3, new Name("c")));
            var stored =
                    names.as(Document.class).find().sort(new Document("_id", 1)).toList();
            assertEquals(
                    List.of("client a", "database b", "collection c"),
                    stored.stream().map(each -> each.getString("name")).toList());
            assertEquals(
                    Optional.of(new Named(3, new Name("c"))),
                    ofCollection.find(eq("name", new Name("c"))).first());
        }
    }

    record Explosive(@BsonId int id, String text, Runnable what) {}

    private static final class Detonator implements Codec<Runnable> {
        @Override
        public Runnable decode(BsonReader reader, DecoderContext context) {
            throw new UnsupportedOperationException("nothing is read here");
        }

        @Override
        public void encode(BsonWriter writer, Runnable value, EncoderContext context) {
            writer.writeStartDocument();
            writer.writeString("half", "written");
            value.run();
            writer.writeEndDocument();
        }

        @Override
        public Class<Runnable> getEncoderClass() {
            return Runnable.class;
        }
    }

    @Test
    void nothingOfAHalfWrittenCommandGoesOutAndTheConnectionGoesOn() {
        var codecs = CodecRegistries.fromRegistries(
                CodecRegistries.fromCodecs(new Detonator()), Bson.DEFAULT_CODEC_REGISTRY);
        var explosives = library.with(o -> o.codecs(codecs)).collection("explosives", Explosive.class);
        var large = "x".repeat(100_000);
        explosives.insertOne(new Explosive(1, large, () -> {}));
        int accepted = server.acceptedConnections();
        long inserts = server.commandCount("insert");
        var refusing = new Explosive(2, large, () -> {
            throw new IllegalStateException("not now");
        });
        var misfit = assertThrows(MappingFailedException.class, () -> explosives.insertOne(refusing));
        assertEquals("what", misfit.path());
        assertEquals(Optional.of(new BsonInt32(2)), misfit.documentId());
        var fine = new Explosive(3, "y", () -> {});
        assertEquals(
                "what",
                assertThrows(MappingFailedException.class, () -> explosives.insertMany(List.of(fine, refusing)))
                        .path());
        var breaking = new Explosive(4, large, () -> {
            throw new AssertionError("an error of the user's code");
        });
        assertEquals(
                "an error of the user's code",
                assertThrows(AssertionError.class, () -> explosives.insertOne(breaking))
                        .getMessage());
        assertThrows(MappingFailedException.class, () -> explosives.replaceOne(eq(1), refusing));
        assertThrows(
                MappingFailedException.class,
                () -> explosives.find(eq("what", refusing)).first());
        assertEquals(inserts, server.commandCount("insert"));
        assertEquals(0, server.commandCount("update"));
        explosives.insertOne(fine);
        assertEquals(inserts + 1, server.commandCount("insert"));
        assertEquals(accepted, server.acceptedConnections());
        assertEquals(2, explosives.countDocuments(new Document()));
    }

    record Place(@BsonId String name, Point at, List<Geometry> seen) {}

    @Test
    void aRecordHoldsShapes() {
        var places = library.collection("places", Place.class);
        var oslo = new Place("Oslo", Point.of(10.75, 59.91), List.of(Point.of(1, 2)));
        places.insertOne(oslo);
        assertEquals(Optional.of(oslo), places.find().first());
    }

    record Shelved(@BsonId ObjectId id, List<Author> authors) {}

    record Strange(@BsonId int id, Thread thread) {}

    @Test
    void aRecordThatCannotBeMappedIsToldBeforeAnythingIsSent() {
        var unmapped = assertThrows(MappingFailedException.class, () -> library.collection("strange", Strange.class));
        assertEquals("thread", unmapped.path());
        assertTrue(unmapped.getMessage().contains("there is no codec for java.lang.Thread"), unmapped::getMessage);
    }

    @Test
    void aHandlesOwnCodecsKnowRecordsToo() {
        var pojos = CodecRegistries.fromRegistries(
                Bson.DEFAULT_CODEC_REGISTRY,
                CodecRegistries.fromProviders(
                        PojoCodecProvider.builder().automatic(true).build()));
        var mixed = library.with(o -> o.codecs(pojos));
        var pojo = new Pojo();
        pojo.setHolding(new Holding(4));
        mixed.collection("pojos", Pojo.class).insertOne(pojo);
        var back = mixed.collection("pojos", Pojo.class).find().first().orElseThrow();
        assertEquals(pojo.getId(), back.getId());
        assertEquals(new Holding(4), back.getHolding());
        mixed.collection("books", Book.class).insertOne(book(1));
        assertEquals(
                List.of(book(1)), mixed.collection("books", Book.class).find().toList());
    }
}
