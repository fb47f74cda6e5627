package dev.weft.testbed;

import dev.weft.testbed.command.Cursors;
import dev.weft.testbed.command.Node;
import dev.weft.testbed.command.Operations;
import dev.weft.testbed.command.Parameters;
import dev.weft.testbed.fault.FailPoints;
import dev.weft.testbed.member.Interventions;
import dev.weft.testbed.member.MemberServer;
import dev.weft.testbed.member.Observations;
import dev.weft.testbed.replica.ReplicaSet;
import dev.weft.testbed.replica.Role;
import dev.weft.testbed.replica.Router;
import dev.weft.testbed.replica.Standing;
import dev.weft.testbed.storage.MemberData;
import dev.weft.testbed.wire.ClientConnection;
import dev.weft.testbed.wire.CommandFailure;
import dev.weft.testbed.wire.Listener;
import dev.weft.testbed.wire.Once;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** One server of a {@link Deployment}, on a port of its own. All methods may be called from any thread. */
public final class Member {
    private final Deployment deployment;
    private final int id;
    private final Listener listener;
    private final Observations observations = new Observations();
    private final Interventions interventions = new Interventions();
    private final FailPoints failPoints;
    private final Operations operations = new Operations();
    private final Parameters parameters;
    private final Optional<Router> router;
    private final MemberEnd end;
    /** Held while it is stopped or started: who sees a closed connection and starts it again does so after its end, not in the middle. */
    private final ReentrantLock life = new ReentrantLock();

    private volatile MemberData data;
    private volatile Listener.Service service = connection -> {};
    private volatile boolean running;
    private volatile boolean cutOff;

    Member(Deployment deployment, int id, Listener listener) {
        this.deployment = deployment;
        this.id = id;
        this.listener = listener;
        this.router = deployment.shared().shard().map(shard -> new Router());
        this.failPoints = router.isPresent() ? FailPoints.ofRouter() : FailPoints.ofMember();
        this.parameters = new Parameters(deployment.profile().build().version());
        this.end = new MemberEnd(deployment, this, operations);
        this.data = MemberData.of(deployment.shared().storage());
    }

    /** Its place in the configuration, counted from 0. */
    public int id() {
        return id;
    }

    public InetSocketAddress address() {
        return listener.address();
    }

    /** Host and port, as hello calls it. */
    public String host() {
        return "127.0.0.1:" + address().getPort();
    }

    /** A connection string that reaches this member and no other. */
    public String uri() {
        return "mongodb://" + host() + "/?directConnection=true";
    }

    /** Whether it takes writes now. */
    public boolean isPrimary() {
        return role() == Role.PRIMARY || deployment.set().isEmpty();
    }

    /** What it has of the deployment's data, before it is started. */
    void data(MemberData value) {
        data = value;
    }

    private Role role() {
        return deployment
                .set()
                .map(set -> set.view().role(id))
                .orElse(router.isPresent() ? Role.ROUTER : Role.STANDALONE);
    }

    // What happens to it.

    /** Ends it as a crash does: its connections are closed, and who connects is refused. */
    public void stop() {
        life.lock();
        try {
            running = false;
            listener.refuse();
            listener.cut();
            ifInSet(set -> set.reachable(id, false));
        } finally {
            life.unlock();
        }
    }

    /**
     * Ends it as the command {@code shutdown} does: a primary steps down, hello tells for so long that the member will end, then it
     * is gone as after {@link #stop}. Returns at once.
     */
    public void shutDown(Duration quiesce) {
        end.begin(quiesce);
    }

    /** Starts it again on the same port, as a new process: its topology version begins anew. */
    public void start() {
        life.lock();
        try {
            if (!running) {
                begin();
            }
        } finally {
            life.unlock();
        }
    }

    private void begin() {
        end.forget();
        running = true;
        var node = new Node(
                deployment.profile().build(),
                standing(),
                data,
                deployment.shared().sessions(),
                failPoints,
                deployment.shared().violations(),
                parameters,
                operations,
                new Cursors(),
                deployment.shared().writes(),
                end);
        var server = new Once<>(() -> new MemberServer(node, observations, interventions, () -> !running));
        service = connection -> {
            if (!cutOff) {
                server.get().serve(connection);
            }
        };
        listener.begin(service);
        ifInSet(set -> {
            set.onStepDown(id, this::interruptWrites);
            if (!set.view().seat(id).reachable()) {
                set.reachable(id, true);
            }
        });
    }

    private Standing standing() {
        if (router.isPresent()) {
            return Standing.router(deployment.shared().shard().orElseThrow(), router.get());
        }
        return deployment.set().map(set -> Standing.member(set, id)).orElseGet(Standing::standalone);
    }

    /** Its place as a router, if it is one. */
    Optional<Router> router() {
        return router;
    }

    /** Lets it stand still: connections stay open, new ones are taken, and nothing is answered. */
    public void freeze() {
        interventions.frozen(true);
        ifInSet(set -> set.reachable(id, false));
    }

    /** Lets a frozen member go on. */
    public void thaw() {
        ifInSet(set -> set.reachable(id, true));
        interventions.frozen(false);
    }

    /** Closes its connections, and closes every new one without a word. */
    public void cutOff() {
        cutOff = true;
        listener.cut();
        ifInSet(set -> set.reachable(id, false));
    }

    /** Serves those again who connect to a member that was cut off. */
    public void restore() {
        cutOff = false;
        ifInSet(set -> set.reachable(id, true));
    }

    /** Refuses new connections; those that are open stay. {@link #accept} ends it. */
    public void refuse() {
        listener.refuse();
    }

    /** Takes connections again after {@link #refuse}. */
    public void accept() {
        listener.begin(service);
    }

    /** Closes all open connections and goes on accepting new ones. */
    public void dropConnections() {
        listener.cut();
    }

    /** Sets a fail point as the command {@code configureFailPoint} does. */
    public void failPoint(String command) {
        failPoints.configure(BsonDocument.parse(command));
    }

    /** Turns all fail points off. */
    public void clearFailPoints() {
        failPoints.clear();
    }

    /** Gives a server parameter as a start option does, such as {@code requireApiVersion}. */
    public void parameter(String name, BsonValue value) {
        parameters.start(name, value);
    }

    /** Lets every command of this name wait before it is executed; {@link Duration#ZERO} ends that. */
    public void delay(String command, Duration time) {
        interventions.delay(command, time);
    }

    /** Keeps every command of this name from being executed until the hold is released. */
    public Hold hold(String command) {
        var hold = new Hold();
        interventions.hold(command, hold.gate());
        return hold;
    }

    // What can be seen of it.

    /** Connections open now. */
    public int openConnections() {
        return listener.connections().size();
    }

    /** Connections accepted since the deployment was started. */
    public int acceptedConnections() {
        return listener.accepted();
    }

    /** How often a command of this name has arrived. */
    public long commandCount(String command) {
        return observations.count(command);
    }

    /** How often which command has arrived, by name. */
    public Map<String, Long> commandCounts() {
        return observations.counts();
    }

    /** The last command of this name as it arrived, with document sequences as arrays. */
    public Optional<BsonDocument> lastCommand(String command) {
        return observations.last(command);
    }

    /** What the clients of the open connections said of themselves in their handshakes. */
    public List<BsonDocument> clientMetadata() {
        return listener.connections().stream()
                .map(ClientConnection::metadata)
                .flatMap(Optional::stream)
                .toList();
    }

    void close() {
        running = false;
        end.close();
        listener.close();
    }

    /** Server manual, "replSetStepDown": writes in progress are interrupted, and before 4.2 connections are closed. */
    private void interruptWrites() {
        operations.interrupt(
                exchange -> exchange.changesData(), new CommandFailure(11602, "operation was interrupted"));
        if (!deployment.profile().build().version().atLeast(4, 2)) {
            listener.cut();
        }
    }

    private void ifInSet(Consumer<ReplicaSet> task) {
        deployment.set().ifPresent(task);
    }

    @Override
    public String toString() {
        return host() + " (" + role() + ")";
    }
}
