package dev.weft.unified.run;

import dev.weft.ServerAddress;
import dev.weft.client.MongoClient;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** The fail points a case has set, each to be turned off on the member where it was set ("Disabling Fail Points"). */
final class FailPoints {
    private record OnServer(ServerAddress server, String name) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<OnServer> on = new LinkedHashSet<>();

    void remember(ServerAddress server, String name) {
        lock.lock();
        try {
            on.add(new OnServer(server, name));
        } finally {
            lock.unlock();
        }
    }

    /** Turns all of them off; a second call finds nothing to do. */
    void off() {
        lock.lock();
        try {
            for (OnServer point : on) {
                off(point);
            }
            on.clear();
        } finally {
            lock.unlock();
        }
    }

    private static void off(OnServer point) {
        String uri = "mongodb://" + point.server() + "/?directConnection=true";
        try (MongoClient client = MongoClient.connect(uri)) {
            client.database("admin")
                    .runCommand(new BsonDocument("configureFailPoint", new BsonString(point.name()))
                            .append("mode", new BsonString("off")));
        }
    }
}
