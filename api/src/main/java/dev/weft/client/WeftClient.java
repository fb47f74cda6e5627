package dev.weft.client;

import dev.weft.PoolUsage;
import dev.weft.core.cluster.Cluster;
import dev.weft.core.cursor.Cursors;
import dev.weft.core.execute.Bound;
import dev.weft.core.execute.OperationRunner;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.Ping;
import dev.weft.core.operation.Target;
import dev.weft.core.time.Deadline;
import dev.weft.core.time.NanoClock;
import dev.weft.query.geo.GeometryCodecs;
import dev.weft.settings.ClientSettings;
import dev.weft.settings.HandleSettings;
import dev.weft.topology.Topology;
import java.time.Duration;
import java.util.List;
import org.bson.UuidRepresentation;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;

/** The client: what {@link MongoClient#connect} returns. */
final class WeftClient extends WeftCluster implements MongoClient {
    private final ClientSettings configuration;
    private final Engine engine;
    private final Ping ping;

    private WeftClient(ClientSettings configuration, Engine engine) {
        super(new Wiring(engine, Bound.NOTHING, withShapes(configuration.defaults())), configuration.database());
        this.configuration = configuration;
        this.engine = engine;
        this.ping = new Ping(Target.database("admin", configuration.defaults(), Options.NONE));
    }

    static WeftClient open(ClientSettings given) {
        log(given.warnings());
        CodecRegistry codecs = withUuids(given.defaults().codecs(), given.uuids());
        Cluster cluster = Cluster.open(given.with(s -> s.codecs(codecs)));
        // DNS may have added to what was given, and something strange too.
        ClientSettings settings = cluster.settings();
        log(settings.warnings().stream().skip(given.warnings().size()).toList());
        OperationRunner runner = new OperationRunner(cluster, settings);
        return new WeftClient(settings, new Engine(runner, new Cursors(runner)));
    }

    /** Shapes come first: to whatever writes documents that write themselves, a shape is one of those, and none reads it back. */
    private static HandleSettings withShapes(HandleSettings defaults) {
        CodecRegistry shapes = CodecRegistries.fromProviders(new GeometryCodecs());
        return defaults.with(o -> o.codecs(CodecRegistries.fromRegistries(shapes, defaults.codecs())));
    }

    /** Without warnings no logger is asked for: the first one costs a starting process more than its connection does. */
    private static void log(List<String> warnings) {
        if (!warnings.isEmpty()) {
            System.Logger log = System.getLogger("dev.weft.settings");
            warnings.forEach(warning -> log.log(System.Logger.Level.WARNING, warning));
        }
    }

    private static CodecRegistry withUuids(CodecRegistry codecs, UuidRepresentation uuids) {
        return uuids == UuidRepresentation.UNSPECIFIED ? codecs : CodecRegistries.withUuidRepresentation(codecs, uuids);
    }

    private Cluster cluster() {
        return engine.runner().cluster();
    }

    @Override
    public ClientSettings configuration() {
        return configuration;
    }

    @Override
    public Topology topology() {
        return cluster().topology();
    }

    @Override
    public List<PoolUsage> pools() {
        return cluster().pools();
    }

    @Override
    public void appendMetadata(String name, String version, String platform) {
        cluster().metadata().append(name, version, platform);
    }

    @Override
    public Duration ping() {
        NanoClock clock = cluster().nanoClock();
        long started = clock.nanoTime();
        engine.runner().run(ping, engine.runner().call(ping, Bound.NOTHING));
        return Duration.ofNanos(clock.nanoTime() - started);
    }

    @Override
    public void warmUp(int connectionsPerServer) {
        NanoClock clock = cluster().nanoClock();
        Deadline deadline = configuration
                .defaults()
                .timeout()
                .filter(Duration::isPositive)
                .map(limit -> Deadline.in(limit, clock))
                .orElseGet(() -> Deadline.none(clock));
        cluster().warmUp((int) Ranges.notNegative("connectionsPerServer", connectionsPerServer), deadline);
    }

    @Override
    public TimeBox timeBox(Duration limit) {
        return new WeftTimeBox(engine, limit);
    }

    @Override
    public Parallel parallel(Duration limit) {
        return new WeftParallel(engine, limit);
    }

    @Override
    public void close() {
        cluster().close();
    }

    @Override
    public String toString() {
        return "MongoClient " + configuration.hosts();
    }
}
