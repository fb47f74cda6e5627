package dev.weft.benchmarks.selection;

import static dev.weft.query.Filters.eq;

import dev.weft.ReadPreference;
import dev.weft.benchmarks.rounds.Round;
import dev.weft.client.MongoClient;
import dev.weft.core.cluster.Cluster;
import dev.weft.core.time.Deadline;
import dev.weft.core.topology.Criteria;
import dev.weft.settings.ClientSettings;
import dev.weft.topology.ServerType;
import dev.weft.topology.TopologyType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.bson.Document;
import org.bson.types.ObjectId;

/** The process of one kind: it takes a line per round on its standard input ({@code CALLERS MILLIS}) and answers it with one line of figures. */
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

    private static void select(Kind kind, String uri) throws IOException, InterruptedException {
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
            serve(1, false, caller);
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

    private static void find(String uri) throws IOException, InterruptedException {
        var id = new ObjectId("6560f0a1b2c3d4e5f6a7b8c9");
        try (var client = MongoClient.connect(uri)) {
            var documents = client.database("bench").collection("docs", Document.class);
            Round.Caller caller = () -> {
                if (documents.find(eq("_id", id)).first().isEmpty()) {
                    throw new IllegalStateException("no answer");
                }
                return true;
            };
            serve(0, true, caller);
        }
    }

    private static void serve(int callers, boolean virtual, Round.Caller caller)
            throws IOException, InterruptedException {
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var order = orders.readLine(); order != null; order = orders.readLine()) {
            var words = order.split(" ", -1);
            var round =
                    new Round(callers == 0 ? Integer.parseInt(words[0]) : callers, Integer.parseInt(words[1]), virtual);
            System.out.println(round.run(index -> caller).line());
        }
    }
}
