package dev.weft.user;

import static dev.weft.query.Filters.eq;
import static dev.weft.query.Projections.computed;
import static dev.weft.query.expression.Expressions.number;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.client.MongoClient;
import dev.weft.query.Aggregates;
import dev.weft.query.BuilderTable;
import dev.weft.query.Place;
import dev.weft.query.Row;
import dev.weft.query.Updates;
import dev.weft.testbed.ServerKind;
import dev.weft.testbed.TestServer;
import dev.weft.testbed.junit.EachServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/**
 * Every row of the table of builders is sent once: a server accepts it, or refuses it with the code that {@code
 * refused-builders.txt} says. MongoDB's own engine judges the builders; what only the memory storage refuses, it does not have.
 */
class BuildersOnServersTest {
    @EachServer({ServerKind.EMBEDDED, ServerKind.ENGINE})
    void acceptEveryBuilderButThoseThatAreListed(TestServer server) throws IOException {
        Map<String, String> expected = refused(server.kind());
        var wrong = new TreeSet<String>();
        int accepted = 0;
        try (var client = MongoClient.connect(server.uri(), s -> s.appName("builders"))) {
            var sender = new BuilderSender(client);
            sender.prepare();
            for (Row row : BuilderTable.rows()) {
                if (row.place() != Place.PART) {
                    String answer = sender.send(row);
                    accepted += answer.equals(BuilderSender.ACCEPTED) ? 1 : 0;
                    if (!answer.equals(expected.getOrDefault("" + row, BuilderSender.ACCEPTED))) {
                        wrong.add(server.kind() + " " + answer + " " + row);
                    }
                }
            }
        }
        System.out.println(server.kind() + " accepts " + accepted + " builders and refuses " + expected.size());
        assertEquals("", String.join("\n", wrong));
    }

    @EachServer({ServerKind.EMBEDDED, ServerKind.ENGINE})
    void changeADocumentByAPipelineOfStages(TestServer server) {
        try (var client = MongoClient.connect(server.uri(), s -> s.appName("builders"))) {
            var changed = client.database("weft_builders").collection("by_pipeline");
            changed.drop();
            changed.insertOne(new Document("_id", 1).append("n", 4).append("gone", true));
            changed.updateOne(
                    eq(1),
                    Updates.pipeline(
                            Aggregates.set(computed("double", number("n").multiply(2))), Aggregates.unset("gone")));
            assertEquals(
                    new Document("_id", 1).append("n", 4).append("double", 8),
                    changed.find(eq(1)).first().orElseThrow());
        }
    }

    @Test
    void everyLineIsARowOfTheTable() throws IOException {
        var lines = new TreeSet<String>();
        for (ServerKind kind : ServerKind.values()) {
            lines.addAll(refused(kind).keySet());
        }
        BuilderTable.rows().forEach(row -> lines.remove("" + row));
        assertEquals(new TreeSet<>(), lines);
    }

    /** The codes by row. A line is the kind of server, the code, and the row. */
    private static Map<String, String> refused(ServerKind kind) throws IOException {
        Map<String, String> codes = new TreeMap<>();
        try (InputStream in = BuildersOnServersTest.class.getResourceAsStream("refused-builders.txt")) {
            new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(kind + " "))
                    .map(line -> line.split(" ", 3))
                    .forEach(parts -> codes.put(parts[2], parts[1]));
        }
        return codes;
    }
}
