package dev.weft.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.client.MongoClient;
import dev.weft.error.BadConfigException;
import dev.weft.error.NoServerException;
import dev.weft.settings.SrvResolver;
import dev.weft.testbed.Deployment;
import dev.weft.topology.TopologyType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that gets its hosts by DNS, through a resolver that the user brings. The domain of the name is {@code 0.0.1}, which the loopback address is in. */
@Timeout(60)
class SrvTest {
    private static final String URI = "mongodb+srv://cluster.0.0.1/shop?tls=false";

    private record Dns(List<Srv> hosts, List<String> texts) implements SrvResolver {
        @Override
        public List<Srv> srv(String name) throws IOException {
            if (!name.equals("_mongodb._tcp.cluster.0.0.1")) {
                throw new IOException("nobody knows " + name);
            }
            return hosts;
        }

        @Override
        public List<String> txt(String name) {
            return texts;
        }

        @Override
        public String toString() {
            return "two lists";
        }
    }

    @Test
    void aReplicaSetIsFoundByItsNameAndByItsTxtRecord() {
        try (var set = Deployment.replicaSet("rs", 3).start()) {
            var host = set.member(1).host();
            var dns = new Dns(
                    List.of(new SrvResolver.Srv("127.0.0.1.", Integer.parseInt(host.substring(host.indexOf(':') + 1)))),
                    List.of("replicaSet=rs"));
            try (var client = MongoClient.connect(URI, s -> s.srvResolver(dns))) {
                assertEquals(1, client.configuration().hosts().size());
                assertEquals(Optional.of("rs"), client.configuration().servers().replicaSet());
                assertTrue(client.configuration().toString().contains("srvResolver=two lists"));
                var books = client.database("shop").collection("books");
                books.insertOne(new Document("_id", 1));
                assertEquals(1, books.find().toList().size());
                assertEquals(
                        TopologyType.REPLICA_SET_WITH_PRIMARY, client.topology().type());
                assertEquals(3, client.topology().servers().size());
            }
        }
    }

    @Test
    void connectingSaysWhatIsWrongWithTheRecords() {
        var none = new Dns(List.of(), List.of());
        var refused = assertThrows(BadConfigException.class, () -> MongoClient.connect(URI, s -> s.srvResolver(none)));
        assertTrue(refused.getMessage().contains("_mongodb._tcp.cluster.0.0.1"), refused::getMessage);
        var failed = assertThrows(
                NoServerException.class,
                () -> MongoClient.connect(URI + "&srvServiceName=other", s -> s.srvResolver(none)));
        assertTrue(failed.getMessage().contains("nobody knows _other._tcp.cluster.0.0.1"), failed::getMessage);
    }

    @Test
    void tlsIsOnUnlessTheStringSaysOtherwiseAndThisVersionCannotDoIt() {
        var refused = assertThrows(
                BadConfigException.class,
                () -> MongoClient.connect(
                        "mongodb+srv://cluster.0.0.1", s -> s.srvResolver(new Dns(List.of(), List.of()))));
        assertEquals("tls", refused.option());
        assertTrue(refused.getMessage().contains("tls=false"), refused::getMessage);
    }
}
