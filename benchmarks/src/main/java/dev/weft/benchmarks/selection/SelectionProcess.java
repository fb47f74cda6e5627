package dev.weft.benchmarks.selection;

import static dev.weft.query.Filters.eq;

import dev.weft.ReadPreference;
import dev.weft.benchmarks.rounds.Order;
import dev.weft.benchmarks.rounds.Round;
import dev.weft.benchmarks.rounds.Serving;
import dev.weft.client.MongoClient;
import dev.weft.core.cluster.Cluster;
import dev.weft.core.time.Deadline;
import dev.weft.core.topology.Criteria;
import dev.weft.settings.ClientSettings;
import dev.weft.topology.ServerType;
import dev.weft.topology.TopologyType;
import org.bson.Document;
import org.bson.types.ObjectId;

/** The process of one kind: it takes orders on its standard input and answers each with one line of figures. Who only selects does so in one thread. */
public final class SelectionProcess {
    /** What is measured. */
    enum Kind {
        WRITE(10_000),
        PRIMARY(10_000),
        SECONDARY_PREFERRED(10_000),
        NEAREST(10_000),
        FIND_ONE(1);

        private final int selectionsACall;

        Kind(int selectionsACall) {
            this.selectionsACall = selectionsACall;
        }

        /** So many that the clock and the histogram of a round do not count. */
        int selectionsACall() {
            return selectionsACall;
        }
    }

    private SelectionProcess() {}

    /** Arguments: the kind, the members of the set. */
    public static void main(String[] args) throws Exception {
        var kind = Kind.valueOf(args[0]);
        var uri = "mongodb://" + args[1] + "/?replicaSet=rs";
        if (kind == Kind.FIND_ONE) {
            find(uri);
        } else {
            select(kind, uri);
        }
    }

    private static void select(Kind kind, String uri) throws Exception {
        var criteria = switch (kind) {
            case WRITE -> Criteria.WRITE;
            case PRIMARY -> Criteria.read(ReadPreference.primary());
            case SECONDARY_PREFERRED -> Criteria.read(ReadPreference.secondaryPreferred());
            case NEAREST -> Criteria.read(ReadPreference.nearest());
            case FIND_ONE -> throw new IllegalArgumentException("selects nothing by itself");
        };
        try (var cluster = Cluster.open(ClientSettings.of(uri))) {
            var endless = Deadline.none(cluster.nanoClock());
            awaitWhole(cluster);
            Round.Caller caller = () -> {
                int chosen = 0;
                for (int i = 0; i < kind.selectionsACall(); i++) {
                    chosen += cluster.select(criteria, endless).operationCount();
                }
                return chosen >= 0;
            };
            Serving.serve(
                    kind.name(),
                    order -> new Round(new Order(order.call(), 1, order.millis(), false, 0)).run(index -> caller));
        }
    }

    /** A set is steady once every member was heard of. */
    private static void awaitWhole(Cluster cluster) {
        var until = System.nanoTime() + 10_000_000_000L;
        while (cluster.topology().type() != TopologyType.REPLICA_SET_WITH_PRIMARY
                || !cluster.topology().of(ServerType.UNKNOWN).isEmpty()
                || !cluster.topology().of(ServerType.POSSIBLE_PRIMARY).isEmpty()) {
            if (System.nanoTime() - until > 0) {
                throw new IllegalStateException("the set is not whole: " + cluster.topology());
            }
            Thread.onSpinWait();
        }
    }

    private static void find(String uri) throws Exception {
        var id = new ObjectId("6560f0a1b2c3d4e5f6a7b8c9");
        try (var client = MongoClient.connect(uri)) {
            var documents = client.database("bench").collection("docs", Document.class);
            Round.Caller caller = () -> {
                if (documents.find(eq("_id", id)).first().isEmpty()) {
                    throw new IllegalStateException("no answer");
                }
                return true;
            };
            Serving.serve("findOne", order -> new Round(order).run(index -> caller));
        }
    }
}
