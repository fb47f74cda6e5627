package dev.weft.testbed.junit;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClients;
import dev.weft.testbed.Capability;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** What a server that was not started here can do: by its own word, asked through the official driver, which can log in. */
final class ExternalAbilities {
    /** {@code maxWireVersion} of MongoDB 4.4 and 5.0. */
    private static final int V4_4 = 9;

    private static final int V5_0 = 13;

    private ExternalAbilities() {}

    /** Asks the server; a server that was named and does not answer is a failure, no reason to skip. */
    static Set<Capability> of(String uri) {
        var string = new ConnectionString(uri);
        var settings = MongoClientSettings.builder()
                .applyConnectionString(string)
                .applyToClusterSettings(c -> c.serverSelectionTimeout(10, TimeUnit.SECONDS))
                .build();
        try (var client = MongoClients.create(settings)) {
            var admin = client.getDatabase("admin");
            var hello = admin.runCommand(new Document("isMaster", 1));
            var can = EnumSet.noneOf(Capability.class);
            add(can, Capability.PLAIN, plain(hello, string));
            add(can, Capability.AUTHENTICATION, string.getCredential() != null);
            add(can, Capability.SESSIONS, hello.get("logicalSessionTimeoutMinutes") != null);
            add(can, Capability.STREAMING_HELLO, hello.containsKey("topologyVersion"));
            // FerretDB tells its own version there; the one it claims besides says nothing of what it can do.
            if (!admin.runCommand(new Document("buildInfo", 1)).containsKey("ferretdbVersion")) {
                addWhatMongoHas(can, hello.get("maxWireVersion", Number.class).intValue());
            }
            return can;
        }
    }

    private static void addWhatMongoHas(Set<Capability> can, int wireVersion) {
        can.add(Capability.REAL_SEMANTICS);
        add(can, Capability.SINCE_4_4, wireVersion >= V4_4);
        add(can, Capability.SINCE_5_0, wireVersion >= V5_0);
        add(can, Capability.STABLE_API, wireVersion >= V5_0);
    }

    private static boolean plain(Document hello, ConnectionString string) {
        boolean alone = !hello.containsKey("setName") && !"isdbgrid".equals(hello.get("msg"));
        return (alone || Boolean.TRUE.equals(string.isDirectConnection()))
                && string.getHosts().size() == 1
                && !string.isSrvProtocol()
                && string.getCredential() == null
                && string.getCompressorList().isEmpty()
                && !Boolean.TRUE.equals(string.getSslEnabled());
    }

    private static void add(Set<Capability> can, Capability ability, boolean has) {
        if (has) {
            can.add(ability);
        }
    }
}
