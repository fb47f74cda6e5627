package dev.weft.core.cluster;

import dev.weft.core.time.Deadline;
import dev.weft.core.topology.Criteria;
import dev.weft.error.MongoException;
import dev.weft.pool.Purpose;
import dev.weft.protocol.transport.TransportException;
import java.time.Duration;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/** What a call does with a cluster, in its shortest form. */
final class TestCommand {
    private TestCommand() {}

    static BsonDocument run(Cluster cluster, String name) {
        return run(cluster, name, Deadline.in(Duration.ofSeconds(10), cluster.nanoClock()));
    }

    /** Selects, checks out, exchanges and reports, as the runner of operations does. */
    static BsonDocument run(Cluster cluster, String name, Deadline deadline) {
        var server = cluster.select(Criteria.WRITE, deadline);
        try (var checkout = server.checkOut(Purpose.OTHER, deadline)) {
            try {
                var reply = checkout.connection().exchange(DriverCommand.of(name, new BsonInt32(1), "admin"), deadline);
                var body = BsonDocument.parse(reply.body().toJson());
                reply.release();
                return body;
            } catch (MongoException failure) {
                if (!(failure.getCause() instanceof TransportException.Perished)) {
                    cluster.report(server, checkout.connection(), failure);
                }
                throw failure;
            }
        }
    }
}
