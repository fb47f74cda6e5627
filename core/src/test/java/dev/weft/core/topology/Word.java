package dev.weft.core.topology;

import dev.weft.ServerAddress;
import dev.weft.error.CommandFailedException;
import dev.weft.error.MongoException;
import dev.weft.error.NetworkFailedException;
import dev.weft.topology.TopologyVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.types.ObjectId;

/**
 * What a client hears from or about one of five servers: a hello of any kind, or a failure. Numbers below zero stand for what is not said.
 *
 * @param from which server, 0 to 4
 * @param kind what it says it is, or how it fails
 * @param setName the set a member says it belongs to
 * @param setVersion the version of its configuration
 * @param election the number of its election
 * @param members whom it names
 * @param me what it says it is called; 5 for nothing
 * @param version the counter of its topology version; from 10 on, that of its next process
 */
record Word(
        int from, Kind kind, String setName, int setVersion, int election, Set<Integer> members, int me, int version) {
    enum Kind {
        STANDALONE("{isWritablePrimary: true}"),
        MONGOS("{isWritablePrimary: true, msg: 'isdbgrid'}"),
        PRIMARY("{isWritablePrimary: true}"),
        SECONDARY("{isWritablePrimary: false, secondary: true}"),
        ARBITER("{isWritablePrimary: false, arbiterOnly: true}"),
        HIDDEN("{isWritablePrimary: false, secondary: true, hidden: true}"),
        RECOVERING("{isWritablePrimary: false, secondary: false}"),
        GHOST("{isWritablePrimary: false, isreplicaset: true}"),
        NOT_OK("{ok: 0, errmsg: 'no'}"),
        LOST_CONNECTION(""),
        NO_LONGER_PRIMARY("");

        private final String hello;

        Kind(String hello) {
            this.hello = hello;
        }

        BsonDocument hello() {
            return hello.isEmpty() ? new BsonDocument() : BsonDocument.parse(hello);
        }

        boolean isFailure() {
            return this == LOST_CONNECTION || this == NO_LONGER_PRIMARY;
        }

        boolean isMember() {
            return switch (this) {
                case PRIMARY, SECONDARY, ARBITER, HIDDEN, RECOVERING -> true;
                case STANDALONE, MONGOS, GHOST, NOT_OK, LOST_CONNECTION, NO_LONGER_PRIMARY -> false;
            };
        }
    }

    private static final int SERVERS = 5;
    private static final int NEXT_PROCESS = 10;

    static final List<ServerAddress> ADDRESSES =
            List.of("a", "b", "c", "d", "e").stream().map(ServerAddress::parse).toList();

    static Arbitrary<Word> any() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, SERVERS - 1),
                        Arbitraries.frequency(
                                Tuple.of(8, Kind.PRIMARY),
                                Tuple.of(8, Kind.SECONDARY),
                                Tuple.of(1, Kind.ARBITER),
                                Tuple.of(1, Kind.HIDDEN),
                                Tuple.of(1, Kind.RECOVERING),
                                Tuple.of(1, Kind.GHOST),
                                Tuple.of(1, Kind.STANDALONE),
                                Tuple.of(1, Kind.MONGOS),
                                Tuple.of(1, Kind.NOT_OK),
                                Tuple.of(3, Kind.LOST_CONNECTION),
                                Tuple.of(3, Kind.NO_LONGER_PRIMARY)),
                        Arbitraries.frequency(Tuple.of(12, "rs"), Tuple.of(1, "other")),
                        Arbitraries.integers().between(-1, 3),
                        Arbitraries.integers().between(-1, 3),
                        Arbitraries.integers().between(0, SERVERS - 1).set().ofMaxSize(SERVERS),
                        // Most know what they are called: 6 and more stand for the own address.
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.integers().between(-1, 5)),
                                Tuple.of(1, Arbitraries.integers().between(NEXT_PROCESS, NEXT_PROCESS + 3))))
                .as(Word::new);
    }

    ServerAddress address() {
        return ADDRESSES.get(from);
    }

    /** The same with another topology version. */
    Word withVersion(int other) {
        return new Word(from, kind, setName, setVersion, election, members, me, other);
    }

    /** The same of another server. */
    Word by(ServerAddress other) {
        return new Word(ADDRESSES.indexOf(other), kind, setName, setVersion, election, members, me, version);
    }

    Optional<TopologyVersion> topologyVersion() {
        return version < 0
                ? Optional.empty()
                : Optional.of(new TopologyVersion(process(version / NEXT_PROCESS), version % NEXT_PROCESS));
    }

    static int number(TopologyVersion version) {
        return version.processId().equals(process(0))
                ? (int) version.counter()
                : NEXT_PROCESS + (int) version.counter();
    }

    BsonDocument hello(int wireVersion) {
        var hello = kind.hello();
        if (!hello.containsKey("ok")) {
            hello.append("ok", new BsonInt32(1));
        }
        hello.append("minWireVersion", new BsonInt32(0)).append("maxWireVersion", new BsonInt32(wireVersion));
        topologyVersion().ifPresent(known -> hello.append("topologyVersion", known.asDocument()));
        if (kind.isMember()) {
            describeMember(hello);
        }
        return hello;
    }

    private void describeMember(BsonDocument hello) {
        hello.append("setName", new BsonString(setName))
                .append("hosts", named(0, 2))
                .append("passives", named(3, 3))
                .append("arbiters", named(4, 4));
        if (me != SERVERS) {
            hello.append(
                    "me", new BsonString(ADDRESSES.get(me < SERVERS ? me : from).toString()));
        }
        if (setVersion >= 0) {
            hello.append("setVersion", new BsonInt32(setVersion));
        }
        if (election >= 0 && kind == Kind.PRIMARY) {
            hello.append("electionId", new BsonObjectId(id(election)));
        }
        hello.append("logicalSessionTimeoutMinutes", new BsonInt32(30 + from));
        hello.append("isreplicaset", BsonBoolean.FALSE);
    }

    private BsonArray named(int first, int last) {
        return new BsonArray(members.stream()
                .filter(member -> member >= first && member <= last)
                .map(member -> new BsonString(ADDRESSES.get(member).toString()))
                .toList());
    }

    /** What a call saw that was on its way. */
    MongoException failure() {
        if (kind == Kind.LOST_CONNECTION) {
            return new NetworkFailedException(address(), "testing", true, null);
        }
        var reply = BsonDocument.parse("{ok: 0, code: 10107, errmsg: 'not primary'}");
        topologyVersion().ifPresent(known -> reply.append("topologyVersion", known.asDocument()));
        return CommandFailedException.of("test", address(), reply);
    }

    private static ObjectId process(int number) {
        return id(0xabc0 + number);
    }

    private static ObjectId id(int number) {
        return new ObjectId(String.format("%024x", number));
    }
}
