package dev.weft.unified.run;

import dev.weft.client.MongoClient;
import dev.weft.client.MongoDatabase;
import dev.weft.error.CommandFailedException;
import dev.weft.unified.file.Version;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/**
 * What a deployment is, as it says itself.
 *
 * @param version its version, by buildInfo's versionArray
 * @param topology {@code single}, {@code replicaset}, {@code sharded} or {@code load-balanced}
 * @param hosts how many members it has
 * @param auth whether clients log in
 * @param parameters what getParameter says; empty where it says nothing
 */
record DeploymentFacts(Version version, String topology, int hosts, boolean auth, BsonDocument parameters) {
    boolean isSharded() {
        return topology.equals("sharded");
    }

    static DeploymentFacts ask(MongoClient client, String uri) {
        MongoDatabase admin = client.database("admin");
        BsonDocument hello = admin.runCommand(new BsonDocument("hello", new BsonInt32(1)), BsonDocument.class);
        return new DeploymentFacts(
                version(admin),
                topology(hello, uri),
                hello.getArray("hosts", new BsonArray()).size(),
                !users(admin).isEmpty(),
                parameters(admin));
    }

    private static Version version(MongoDatabase admin) {
        BsonArray parts = admin.runCommand(new BsonDocument("buildInfo", new BsonInt32(1)), BsonDocument.class)
                .getArray("versionArray");
        return new Version(
                parts.get(0).asInt32().getValue(),
                parts.get(1).asInt32().getValue(),
                parts.get(2).asInt32().getValue());
    }

    private static String topology(BsonDocument hello, String uri) {
        if (uri.contains("loadBalanced=true")) {
            return "load-balanced";
        }
        if (hello.getString("msg", new BsonString("")).getValue().equals("isdbgrid")) {
            return "sharded";
        }
        return hello.containsKey("setName") ? "replicaset" : "single";
    }

    private static BsonArray users(MongoDatabase admin) {
        return ifKnown(admin, new BsonDocument("connectionStatus", new BsonInt32(1)))
                .getDocument("authInfo", new BsonDocument())
                .getArray("authenticatedUsers", new BsonArray());
    }

    /** "If a server does not support a parameter, test runners MUST treat the comparison as not equal." */
    private static BsonDocument parameters(MongoDatabase admin) {
        return ifKnown(admin, new BsonDocument("getParameter", new BsonString("*")));
    }

    /** The reply; nothing from a server of another make that does not have the command. */
    private static BsonDocument ifKnown(MongoDatabase admin, BsonDocument command) {
        try {
            return admin.runCommand(command, BsonDocument.class);
        } catch (CommandFailedException unknown) {
            return new BsonDocument();
        }
    }
}
