package dev.weft.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ReadPreference;
import dev.weft.ServerAddress;
import dev.weft.client.CommandQuery;
import dev.weft.client.MongoClient;
import dev.weft.testbed.Deployment;
import dev.weft.topology.ServerType;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Which member of a set a command goes to. */
class ReadPreferenceEffectTest {
    @Test
    @OptionEffects.EffectOf("runCommand readPreference(ReadPreference)")
    void aCommandGoesWhereItsPreferenceSays() {
        try (var set = Deployment.replicaSet("rs", 2).start();
                var client = MongoClient.connect(set.uri())) {
            var database = client.database("db");
            var hello = new Document("hello", 1);
            assertFalse(database.runCommand(hello).getBoolean("secondary"));
            assertTrue(database.runCommand(hello, o -> o.readPreference(ReadPreference.secondary()))
                    .getBoolean("secondary"));
        }
    }

    @Test
    @OptionEffects.EffectOf("runCursorCommand readPreference(ReadPreference)")
    void aCommandThatOpensACursorGoesWhereItsPreferenceSays() {
        try (var set = Deployment.replicaSet("rs", 2).start();
                var client = MongoClient.connect(set.uri())) {
            var query = client.database("db").runCursorCommand(new Document("find", "c"));
            assertEquals(ServerType.RS_PRIMARY, typeOf(client, asked(query)));
            assertEquals(
                    ServerType.RS_SECONDARY, typeOf(client, asked(query.readPreference(ReadPreference.secondary()))));
        }
    }

    private static ServerAddress asked(CommandQuery<Document> query) {
        try (var cursor = query.cursor()) {
            return cursor.server();
        }
    }

    private static ServerType typeOf(MongoClient client, ServerAddress address) {
        return client.topology().servers().get(address).type();
    }
}
