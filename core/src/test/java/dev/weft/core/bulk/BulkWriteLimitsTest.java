package dev.weft.core.bulk;

import static dev.weft.core.execute.Deployment.target;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Namespace;
import dev.weft.WriteConcern;
import dev.weft.core.execute.Bound;
import dev.weft.core.execute.Deployment;
import dev.weft.core.operation.ClientWrite;
import dev.weft.core.operation.Field;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Statement;
import dev.weft.core.operation.Target;
import dev.weft.core.operation.Update;
import dev.weft.error.BulkWriteFailedException;
import dev.weft.error.NetworkFailedException;
import dev.weft.error.NotSupportedException;
import dev.weft.protocol.OpMsg;
import dev.weft.protocol.testing.Answer;
import dev.weft.protocol.testing.Peer;
import dev.weft.result.BulkWriteResult;
import dev.weft.settings.HandleSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes decide where a bulk write is split and what of it can't be sent: to the byte, by the limits of the server at hand. */
class BulkWriteLimitsTest {
    private static final BsonDocumentCodec DOCUMENTS = new BsonDocumentCodec();
    private static final BsonDocument ID_ONE = new BsonDocument("_id", new BsonInt32(1));
    /** A document of {@code _id} and an empty string. */
    private static final int LEAST = 5 + 1 + 4 + 4 + 1 + 2 + 4 + 1;
    /** What a server leaves around a document that is part of a statement. */
    private static final int ROOM = 16 * 1024;
    /** What a client's bulk write leaves for what all commands carry. */
    private static final int OVERHEAD = 1000;

    /** Both kinds of bulk write, to a server that notes what it was sent. */
    enum Kind {
        COLLECTION,
        CLIENT;

        BulkWriteResult run(Deployment deployment, List<? extends Statement> statements, Options options) {
            return run(deployment, statements, HandleSettings.DEFAULTS, options);
        }

        BulkWriteResult run(
                Deployment deployment, List<? extends Statement> statements, HandleSettings settings, Options options) {
            if (this == COLLECTION) {
                return BulkWrite.run(deployment.runner(), target(settings, options), statements, Bound.NOTHING);
            }
            List<ClientWrite.Item> items = statements.stream()
                    .map(each ->
                            new ClientWrite.Item(new Namespace("db", "coll"), each, HandleSettings.DEFAULTS.codecs()))
                    .toList();
            return ClientBulkWrite.run(
                    deployment.runner(), Target.database("admin", settings, options), items, false, Bound.NOTHING);
        }
    }

    /** A message as it came: its length, and the statements it held. */
    private record Came(int bytes, BsonDocument command) {
        List<Integer> ids() {
            return statements().stream()
                    .map(statement -> statement.containsKey("document") ? statement.getDocument("document") : statement)
                    .map(document -> document.getInt32("_id", new BsonInt32(-1)).getValue())
                    .toList();
        }

        List<BsonDocument> statements() {
            for (String name : List.of("documents", "updates", "ops")) {
                if (command.containsKey(name)) {
                    return command.getArray(name).stream()
                            .map(BsonValue::asDocument)
                            .toList();
                }
            }
            return List.of();
        }

        boolean numbered() {
            return command.containsKey("txnNumber");
        }
    }

    private final List<Came> came = new ArrayList<>();

    private Deployment limited(int mostDocument, int mostMessage) {
        came.clear();
        return Deployment.replicaSet("", limits(mostDocument, mostMessage), this::answer);
    }

    private static BsonDocument limits(int mostDocument, int mostMessage) {
        return new BsonDocument("maxBsonObjectSize", new BsonInt32(mostDocument))
                .append("maxMessageSizeBytes", new BsonInt32(mostMessage))
                .append("maxWireVersion", new BsonInt32(25));
    }

    private void answer(Peer peer, OpMsg request) throws IOException {
        var each = new Came(request.header().length(), Deployment.whole(request));
        came.add(each);
        int n = each.statements().size();
        if (!Peer.unacknowledged(request)) {
            peer.reply(
                    request,
                    BsonDocument.parse("{cursor: {id: {$numberLong: '0'}, ns: 'admin.$cmd.bulkWrite', firstBatch: []},"
                                    + " ok: 1}")
                            .append("n", new BsonInt32(n))
                            .append("nInserted", new BsonInt32(n)));
        }
    }

    private List<List<Integer>> ids() {
        return came.stream().map(Came::ids).toList();
    }

    private static Statement insert(int id, int bytes) {
        var document =
                new BsonDocument("_id", new BsonInt32(id)).append("a", new BsonString("x".repeat(bytes - LEAST)));
        assertEquals(
                bytes, new RawBsonDocument(document, DOCUMENTS).getByteBuffer().remaining(), "bytes of a document");
        return new Statement.Insert<>(document, DOCUMENTS);
    }

    private static Statement update(boolean many, int bytes) {
        var change = new BsonDocument("$set", new BsonDocument("a", new BsonString("x".repeat(bytes))));
        return new Statement.Change(ID_ONE, new Update.Operators(change), many, Options.NONE);
    }

    private static Options unordered() {
        return Options.NONE.with(Field.ORDERED, false);
    }

    /** The least limit under which three documents of 500 bytes are one message, by what such a message has come to. */
    private int exactly(Kind kind, List<Statement> three) {
        try (var deployment = limited(1 << 20, 1 << 20)) {
            kind.run(deployment, three, Options.NONE);
        }
        Came whole = came.getFirst();
        if (kind == Kind.COLLECTION) {
            return whole.bytes();
        }
        int operations =
                whole.statements().stream().mapToInt(BulkWriteLimitsTest::size).sum();
        int namespaces = whole.command().getArray("nsInfo").stream()
                .mapToInt(info -> size(info.asDocument()))
                .sum();
        int command = size(BsonDocument.parse("{bulkWrite: 1, errorsOnly: true, ordered: true}"));
        return OVERHEAD + command + operations + namespaces;
    }

    private static int size(BsonDocument document) {
        return new RawBsonDocument(document, DOCUMENTS).getByteBuffer().remaining();
    }

    @ParameterizedTest
    @EnumSource
    void aMessageThatIsExactlyFullIsOneAndOneByteMoreAreTwo(Kind kind) {
        List<Statement> three = List.of(insert(0, 500), insert(1, 500), insert(2, 500));
        int limit = exactly(kind, three);
        try (var deployment = limited(1 << 20, limit)) {
            assertEquals(3, kind.run(deployment, three, Options.NONE).inserted());
            assertEquals(List.of(List.of(0, 1, 2)), ids());
        }
        try (var deployment = limited(1 << 20, limit)) {
            List<Statement> more = List.of(insert(0, 500), insert(1, 500), insert(2, 501));
            assertEquals(3, kind.run(deployment, more, Options.NONE).inserted());
            assertEquals(List.of(List.of(0, 1), List.of(2)), ids());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentOfFullSizeIsSentAndOneOfAByteMoreFailsInItsPlaceUnsent(Kind kind) {
        List<Statement> large = List.of(insert(0, 2000), insert(1, 2001), insert(2, 2000));
        try (var deployment = limited(2000, 1 << 20)) {
            var failure = assertThrows(BulkWriteFailedException.class, () -> kind.run(deployment, large, unordered()));
            assertEquals(Set.of(1), failure.failures().keySet());
            assertEquals(10334, failure.failures().get(1).code());
            String told = failure.failures().get(1).getMessage();
            assertTrue(told.contains("2001 bytes") && told.contains("at most 2000"), told);
            assertEquals(2, failure.partial().inserted());
            assertEquals(List.of(List.of(0), List.of(2)), ids());
        }
        try (var deployment = limited(2000, 1 << 20)) {
            var failure = assertThrows(BulkWriteFailedException.class, () -> kind.run(deployment, large, Options.NONE));
            assertEquals(Set.of(1), failure.failures().keySet());
            assertEquals(1, failure.partial().inserted());
            assertEquals(List.of(List.of(0)), ids());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentThatNoServerCouldRefuseAloudIsRefusedHere(Kind kind) {
        var silent = HandleSettings.DEFAULTS.with(o -> o.writeConcern(WriteConcern.unacknowledged()));
        try (var deployment = limited(2000, 1 << 20)) {
            var failure = assertThrows(
                    BulkWriteFailedException.class,
                    () -> kind.run(deployment, List.of(insert(0, 2001)), silent, unordered()));
            assertEquals(Set.of(0), failure.failures().keySet());
            deployment.run(new dev.weft.core.operation.Ping(target(Options.NONE)));
            assertEquals(List.of(List.of()), ids());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStatementHasTheRoomOfACommandAroundADocumentAndNoByteMore(Kind kind) {
        int around = sizeSent(kind, update(false, 0));
        int full = 2000 + ROOM - around;
        try (var deployment = limited(2000, 1 << 20)) {
            kind.run(deployment, List.of(update(false, full)), Options.NONE);
            assertEquals(2000 + ROOM, size(came.getFirst().statements().getFirst()));
            var failure = assertThrows(
                    BulkWriteFailedException.class,
                    () -> kind.run(deployment, List.of(update(false, full + 1)), Options.NONE));
            assertEquals(10334, failure.failures().get(0).code());
            assertEquals(1, came.size());
        }
    }

    private int sizeSent(Kind kind, Statement statement) {
        try (var deployment = limited(1 << 20, 1 << 20)) {
            kind.run(deployment, List.of(statement), Options.NONE);
            return size(came.getFirst().statements().getFirst());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWriteThatFitsIntoNoMessageFailsInItsPlaceThoughItsDocumentIsSmallEnough(Kind kind) {
        try (var deployment = limited(1 << 20, 5000)) {
            var failure = assertThrows(
                    BulkWriteFailedException.class,
                    () -> kind.run(deployment, List.of(insert(0, 100), insert(1, 5000), insert(2, 100)), unordered()));
            assertEquals(Set.of(1), failure.failures().keySet());
            assertEquals(2, failure.partial().inserted());
            assertEquals(List.of(List.of(0), List.of(2)), ids());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theMessageWithAWriteToManyHasNoNumberAndTheOneBeforeIt(Kind kind) {
        // Three of these are more than a message, so the write to many comes into the second.
        List<Statement> statements = List.of(update(false, 2000), update(false, 2000), update(true, 2000));
        try (var deployment = limited(1 << 20, 6000)) {
            kind.run(deployment, statements, Options.NONE);
            assertEquals(
                    List.of(2, 1),
                    came.stream().map(each -> each.statements().size()).toList());
            assertEquals(List.of(true, false), came.stream().map(Came::numbered).toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWriteToManyBehindOthersTakesTheNumberOutOfItsMessageAndNothingElse(Kind kind) {
        var majority = HandleSettings.DEFAULTS.with(o -> o.writeConcern(WriteConcern.majority()));
        List<Statement> statements = List.of(update(false, 2000), update(true, 2000), update(false, 2000));
        try (var deployment = limited(1 << 20, 6000)) {
            kind.run(deployment, statements, majority, Options.NONE);
            assertEquals(
                    List.of(2, 1),
                    came.stream().map(each -> each.statements().size()).toList());
            assertEquals(List.of(false, true), came.stream().map(Came::numbered).toList());
            // The concern stands behind the place of the number.
            came.forEach(each -> assertEquals(
                    BsonDocument.parse("{w: 'majority'}"), each.command().get("writeConcern")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMessageIsNotSentAgainInPartsWhereItFitsNoMoreAndWhatHappenedFirstIsTold(Kind kind) {
        var limits = limits(1 << 20, 1 << 20);
        Answer shrinksAndHangsUp = (peer, request) -> {
            came.add(new Came(request.header().length(), Deployment.whole(request)));
            limits.putAll(limits(1000, 3000));
            peer.close();
        };
        List<Statement> statements = List.of(insert(0, 800), insert(1, 1500), insert(2, 800), insert(3, 800));
        came.clear();
        try (var deployment = Deployment.replicaSet("", limits, shrinksAndHangsUp)) {
            var failure =
                    assertThrows(NetworkFailedException.class, () -> kind.run(deployment, statements, unordered()));
            assertEquals(List.of(List.of(0, 1, 2, 3)), ids());
            assertInstanceOf(NotSupportedException.class, failure.getSuppressed()[0]);
        }
    }

    @Property(tries = 60)
    void eachMessageIsAsFullAsItCanBeAndNoneIsTooLarge(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 100, max = 1300) Integer> sizes,
            @ForAll @IntRange(min = 1500, max = 4000) int limit) {
        List<Statement> statements = IntStream.range(0, sizes.size())
                .mapToObj(place -> insert(place, sizes.get(place)))
                .toList();
        int mostDocument = 1200;
        List<Integer> sendable = IntStream.range(0, sizes.size())
                .filter(place -> sizes.get(place) <= mostDocument)
                .boxed()
                .toList();
        try (var deployment = limited(mostDocument, limit)) {
            try {
                Kind.COLLECTION.run(deployment, statements, unordered());
                assertEquals(sizes.size(), sendable.size());
            } catch (BulkWriteFailedException failure) {
                assertEquals(
                        IntStream.range(0, sizes.size())
                                .boxed()
                                .filter(place -> !sendable.contains(place))
                                .toList(),
                        List.copyOf(failure.failures().keySet()));
                assertEquals(sendable.size(), failure.partial().inserted());
            }
        }
        assertEquals(sendable, ids().stream().flatMap(List::stream).toList());
        for (int i = 0; i < came.size(); i++) {
            assertTrue(came.get(i).bytes() <= limit, () -> came + " is over " + limit);
            int next = came.get(i).ids().getLast() + 1;
            // A document too large ends a message, because all before it are sent first.
            if (next < sizes.size() && sizes.get(next) <= mostDocument) {
                assertTrue(came.get(i).bytes() + sizes.get(next) > limit, "document " + next + " would have fitted");
            }
        }
    }
}
