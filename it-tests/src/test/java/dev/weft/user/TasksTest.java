package dev.weft.user;

import static dev.weft.query.Accumulators.sum;
import static dev.weft.query.Aggregates.group;
import static dev.weft.query.Aggregates.match;
import static dev.weft.query.Aggregates.sort;
import static dev.weft.query.Filters.and;
import static dev.weft.query.Filters.eq;
import static dev.weft.query.Filters.gt;
import static dev.weft.query.Filters.gte;
import static dev.weft.query.Filters.lt;
import static dev.weft.query.Projections.include;
import static dev.weft.query.Sorts.descending;
import static dev.weft.query.Updates.combine;
import static dev.weft.query.Updates.currentDate;
import static dev.weft.query.Updates.set;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.weft.ReadPreference;
import dev.weft.ReturnDocument;
import dev.weft.client.MongoClient;
import dev.weft.client.MongoCollection;
import dev.weft.client.MongoDatabase;
import dev.weft.error.DuplicateKeyException;
import dev.weft.error.MappingFailedException;
import dev.weft.error.MongoException;
import dev.weft.error.PoolUnavailableException;
import dev.weft.error.TimedOutException;
import dev.weft.error.WriteFailedException;
import dev.weft.settings.StableApi;
import dev.weft.testbed.Capability;
import dev.weft.testbed.EmbeddedServer;
import dev.weft.testbed.TestServer;
import dev.weft.testbed.junit.EachServer;
import dev.weft.testbed.junit.OnServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonObjectId;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tasks a user has, as the design of the API writes them; those whose parts exist. */
class TasksTest {
    public record User(@BsonId ObjectId id, String name, String email) {
        User(String name, String email) {
            this(new ObjectId(), name, email);
        }
    }

    /** The year is an {@code Integer}, because a projection may leave it out. */
    public record Book(@BsonId int id, String title, String city, Integer year) {}

    public record Job(@BsonId int id, String state, int priority, Date at) {}

    public record Revenue(@BsonId String city, double total) {}

    public record Dated(@BsonId int id, String title, int year) {}

    private static final Date JOB_MADE = Date.from(Instant.EPOCH);

    private record Page(Optional<User> user, List<Document> cart) {}

    private static final class TryLater extends RuntimeException {
        private static final long serialVersionUID = 1;

        TryLater(String message) {
            super(message);
        }
    }

    private MongoClient client;
    private MongoDatabase shop;
    private MongoCollection<User> users;
    private MongoCollection<Book> books;
    private MongoCollection<Document> orders;

    @BeforeEach
    void open(TestServer server) {
        client = MongoClient.connect(server.uri(), s -> s.appName("shop"));
        shop = client.database("weft_tasks");
        shop.drop();
        users = shop.collection("users", User.class);
        books = shop.collection("books", Book.class);
        orders = shop.collection("orders");
    }

    @AfterEach
    void close() {
        shop.drop();
        client.close();
    }

    @EachServer(needs = {Capability.PLAIN, Capability.STABLE_API})
    void connectsWithTheStableApiAndPings(TestServer server) {
        try (var library = MongoClient.connect(
                server.uri(),
                s -> s.appName("library").stableApi(StableApi.v1().strict(true)).pool(p -> p.maxSize(200)))) {
            assertTrue(library.ping().isPositive());
            assertEquals(200, library.configuration().pool().maxSize());
        }
    }

    @EachServer(needs = Capability.PLAIN)
    void insertsARecordAndGetsItsId() {
        var ada = new User("Ada", "ada@example.org");
        ObjectId id = users.insertOne(ada).objectId();
        assertEquals(Optional.of(ada), users.find(eq(id)).first());
    }

    @EachServer(needs = Capability.PLAIN)
    void findsWithFilterSortAndLimitAsListIteratorAndStream() {
        books.insertMany(List.of(
                new Book(1, "A", "Oslo", 1980),
                new Book(2, "B", "Oslo", 1990),
                new Book(3, "C", "Oslo", 1960),
                new Book(4, "D", "Rome", 1990)));

        var recent = books.find(and(eq("city", "Oslo"), gte("year", 1974)))
                .sort(descending("year"))
                .limit(50);
        List<Book> list = recent.toList();
        List<String> titles = new ArrayList<>();
        for (var book : recent.limit(10)) {
            titles.add(book.title());
        }
        try (var stream = recent.project(include("title")).stream()) {
            assertEquals(titles, stream.map(Book::title).toList());
        }

        assertEquals(List.of("B", "A"), titles);
        assertEquals(2, list.size());
        assertEquals(2, recent.count());
        assertEquals(1, recent.limit(1).count());
    }

    /** What becomes of task 3 when a record is not made for a projection. */
    @EachServer(needs = Capability.PLAIN)
    void namesThePrimitiveThatAProjectionLeftOut() {
        books.insertOne(new Book(1, "A", "Oslo", 1980));
        var dated = books.as(Dated.class).find();
        assertEquals(Optional.of(new Dated(1, "A", 1980)), dated.first());
        try (var titles = dated.project(include("title")).stream()) {
            var partial = assertThrows(MappingFailedException.class, titles::findFirst);
            assertEquals("year", partial.path());
            assertTrue(
                    partial.getMessage()
                            .endsWith("the document does not have it, and int can't be absent; let the projection"
                                    + " include it, or declare the component as the class that holds int"),
                    partial::getMessage);
        }
    }

    @EachServer(needs = Capability.PLAIN)
    void findsTheFirstOneOrNot() {
        users.insertOne(new User("Ada", "ada@example.org"));
        Optional<User> found = users.find(eq("email", "ada@example.org")).first();
        assertEquals("Ada", found.map(User::name).orElse("nobody"));
        assertEquals(Optional.empty(), users.find(eq("email", "x")).first());
        assertTrue(users.find(eq("name", "Ada")).exists());
        assertFalse(users.find(eq("name", "Bob")).exists());
    }

    @EachServer(needs = {Capability.PLAIN, Capability.SINCE_4_4})
    void updatesWithUpsertAndArrayFilters() {
        var students = shop.collection("students");
        students.insertOne(Document.parse("{name: 'Kai', grades: [{score: 30}, {score: 50}]}"));
        var graded = students.updateOne(
                eq("name", "Kai"),
                set("grades.$[low].passed", false),
                o -> o.upsert(true).arrayFilters(lt("low.score", 40)).comment("exam 7"));
        graded.upsertedId().ifPresent(id -> fail("new student " + id));
        assertEquals(1, graded.modified());
        assertEquals(
                Document.parse("{g: [{score: 30, passed: false}, {score: 50}]}").get("g"),
                students.find(eq("name", "Kai")).first().orElseThrow().get("grades"));
        // A student who is not there has no grades to go through, and servers say so.
        var missing = assertThrows(
                WriteFailedException.class,
                () -> students.updateOne(
                        eq("name", "Kim"),
                        set("grades.$[low].passed", false),
                        o -> o.upsert(true).arrayFilters(lt("low.score", 40))));
        assertTrue(missing.getMessage().contains("The path 'grades' must exist"), missing::getMessage);
    }

    @EachServer(needs = Capability.PLAIN)
    void updatesWithUpsert() {
        var students = shop.collection("students");
        var graded = students.updateOne(eq("name", "Kai"), set("passed", false), o -> o.upsert(true));
        assertTrue(graded.upsertedId().isPresent());
        assertEquals(
                1, students.updateMany(eq("name", "Kai"), set("passed", true)).modified());
        assertEquals(
                1,
                students.replaceOne(eq("name", "Kai"), new Document("name", "Kim"))
                        .matched());
        assertEquals("Kim", students.find().first().orElseThrow().getString("name"));
    }

    @EachServer(needs = Capability.PLAIN)
    void takesAJobFromAQueue() {
        MongoCollection<Job> jobs = shop.collection("jobs", Job.class);
        jobs.insertMany(List.of(new Job(1, "new", 1, JOB_MADE), new Job(2, "new", 5, JOB_MADE)));

        Optional<Job> job = jobs.findOneAndUpdate(
                eq("state", "new"),
                combine(set("state", "taken"), currentDate("at")),
                o -> o.sort(descending("priority")).returnDocument(ReturnDocument.AFTER));

        assertEquals(2, job.orElseThrow().id());
        assertEquals("taken", job.orElseThrow().state());
        assertEquals(1, jobs.findOneAndDelete(eq("state", "new")).orElseThrow().id());
        assertEquals(Optional.empty(), jobs.findOneAndDelete(eq("state", "new")));
    }

    @EachServer(needs = Capability.PLAIN)
    void aggregatesIntoARecord() {
        orders.insertMany(List.of(
                new Document("city", "Oslo").append("amount", 3).append("state", "paid"),
                new Document("city", "Rome").append("amount", 5).append("state", "paid"),
                new Document("city", "Oslo").append("amount", 4).append("state", "paid"),
                new Document("city", "Oslo").append("amount", 9).append("state", "new")));

        List<Revenue> revenue = orders.aggregate(
                        match(eq("state", "paid")), group("$city", sum("total", "$amount")), sort(descending("total")))
                .as(Revenue.class)
                .allowDiskUse(true)
                .toList();

        assertEquals(List.of(new Revenue("Oslo", 7), new Revenue("Rome", 5)), revenue);
        assertEquals(
                Optional.of(new Revenue("Oslo", 7)),
                orders.aggregate(
                                match(eq("state", "paid")),
                                group("$city", sum("total", "$amount")),
                                sort(descending("total")))
                        .as(Revenue.class)
                        .first());
    }

    @EachServer(needs = Capability.PLAIN)
    void writesWhatHasArrivedAtOnce() {
        books.insertOne(new Book(9, "Lost", "Rome", 1990));
        List<Book> arrived = List.of(new Book(1, "Emma", "Oslo", 1815), new Book(2, "Ida", "Rome", 2001));

        var done = books.bulkWrite(
                b -> {
                    for (Book book : arrived) {
                        b.insertOne(book);
                    }
                    b.deleteMany(eq("title", "Lost"));
                },
                o -> o.ordered(false));

        assertEquals(2, done.inserted());
        assertEquals(1, done.deleted());
        assertEquals(
                Optional.of(arrived.getFirst()), books.find(eq("title", "Emma")).first());
    }

    @EachServer(needs = Capability.SINCE_4_4)
    void writesToTwoCollectionsAtOnce() {
        books.insertOne(new Book(1, "Emma", "Oslo", 1815));
        var order = new Document("_id", 7).append("book", 1);

        var done = client.bulkWrite(b -> {
            b.on(books).updateOne(eq("title", "Emma"), set("year", 1816));
            b.on(orders).insertOne(order);
        });

        assertEquals(1, done.modified());
        assertEquals(1, done.inserted());
        assertEquals(Optional.of(order), orders.find().first());
    }

    /** Task 7 with a record inside the method: outside of modules, and in packages that are opened, records may be private. */
    @EachServer(needs = Capability.PLAIN)
    void storesARecordThatIsNotPublic() {
        record Sale(@BsonId int id, double amount) {}
        orders.insertOne(new Document("_id", 1).append("amount", 3.5));
        var sales = orders.as(Sale.class);
        sales.insertOne(new Sale(2, 1));
        assertEquals(List.of(new Sale(1, 3.5), new Sale(2, 1)), sales.find().toList());
    }

    @EachServer(needs = Capability.PLAIN)
    void loadsAPageInParallelWithinTwoSeconds() {
        ObjectId id = users.insertOne(new User("Ada", "ada@example.org")).objectId();
        orders.insertOne(new Document("user", id).append("item", "book"));
        Page page;
        try (var work = client.parallel(ofSeconds(2))) {
            var user = work.fork(() -> work.on(users).find(eq("_id", id)).first());
            var cart = work.fork(() -> work.on(orders).find(eq("user", id)).toList());
            work.join();
            page = new Page(user.result(), cart.result());
        }
        assertEquals("Ada", page.user().orElseThrow().name());
        assertEquals(1, page.cart().size());
    }

    @EachServer(needs = Capability.PLAIN)
    void hedgesARead() {
        books.insertOne(new Book(7, "Emma", "Bath", 1815));
        try (var work = client.parallel(ofSeconds(5))) {
            var near = work.on(books).find(eq("_id", 7));
            var far = work.on(books)
                    .with(o -> o.readPreference(ReadPreference.secondary()))
                    .find(eq("_id", 7));
            assertEquals(
                    "Emma",
                    work.hedge(ofMillis(20), near::first, far::first)
                            .orElseThrow()
                            .title());
        }
    }

    @EachServer(needs = Capability.PLAIN)
    void aDeadlineHoldsForAQueryAWriteAndABlockOfCalls() {
        books.insertOne(new Book(1, "A", "Oslo", 2001));
        var page = books.find(gt("year", 2000)).timeout(ofSeconds(3)).toList();
        users.deleteOne(eq("email", "old@example.org"), o -> o.timeout(ofSeconds(3)));
        var box = client.timeBox(ofSeconds(3));
        if (!box.on(users).find(eq("email", "x@example.org")).exists()) {
            box.on(orders).updateMany(eq("user", "x"), set("seen", true));
        }
        assertEquals(1, page.size());
        assertTrue(box.remaining().isPositive());
    }

    @EachServer(needs = {Capability.PLAIN, Capability.REAL_SEMANTICS, Capability.SINCE_4_4})
    void saysWhichValueIsTaken() {
        var ada = new User("Ada", "ada@example.org");
        users.insertOne(ada);
        var taken = assertThrows(IllegalArgumentException.class, () -> insertOrSayWhy(users, ada));
        assertEquals("taken: " + new BsonDocument("_id", new BsonObjectId(ada.id())), taken.getMessage());
    }

    @EachServer(needs = Capability.PLAIN)
    void saysThatAValueIsTaken() {
        var ada = new User("Ada", "ada@example.org");
        users.insertOne(ada);
        var taken = assertThrows(IllegalArgumentException.class, () -> insertOrSayWhy(users, ada));
        assertTrue(taken.getMessage().startsWith("taken: {"), taken::getMessage);
    }

    @Test
    @OnServer(needs = Capability.OBSERVABLE)
    void saysWhereItIsStuck(TestServer server) {
        // What the first call does beside must not use up what the slow one is given.
        users.insertOne(new User("Ada", "ada@example.org"));
        var hold = ((EmbeddedServer) server).hold("insert");
        try {
            var slow = users.with(o -> o.timeout(ofMillis(500)));
            var late = assertThrows(TryLater.class, () -> insertOrSayWhy(slow, new User("Bob", "b")));
            assertTrue(late.getMessage().startsWith("stuck in reply after PT"), late::getMessage);
        } finally {
            hold.release();
        }
    }

    private static void insertOrSayWhy(MongoCollection<User> users, User user) {
        try {
            users.insertOne(user);
        } catch (MongoException failure) {
            throw switch (failure) {
                case DuplicateKeyException taken -> new IllegalArgumentException("taken: " + taken.keyValue());
                case TimedOutException late -> new TryLater("stuck in " + late.phase() + " after " + late.elapsed());
                case PoolUnavailableException full ->
                    new TryLater(full.usage().waiting() + " calls are waiting for a connection");
                case MongoException other -> other.retryable() ? new TryLater(other.getMessage()) : other;
            };
        }
    }
}
