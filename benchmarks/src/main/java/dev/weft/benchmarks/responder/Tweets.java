package dev.weft.benchmarks.responder;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.bson.Document;

/**
 * The tweet of the driver benchmark's data, or, where these are not, one that is made up of the same kinds of fields. The system property
 * {@code weft.benchmark.data} says where the data are; unless set, beside the project.
 */
final class Tweets {
    private static final String ARCHIVE = "single_and_multi_document.tgz";
    private static final String NAME = "single_and_multi_document/tweet.json";
    private static final int BLOCK = 512;
    private static final int NAME_BYTES = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_BYTES = 11;
    private static final int OCTAL = 8;

    private Tweets() {}

    static Document one() {
        var root = Path.of(System.getProperty("weft.root", ""));
        var data = Path.of(System.getProperty(
                "weft.benchmark.data",
                root.resolve("../shared/benchmark-data").normalize().toString()));
        var archive = data.resolve(ARCHIVE);
        if (!Files.exists(archive)) {
            return madeUp();
        }
        try (var in = new GZIPInputStream(Files.newInputStream(archive))) {
            return Document.parse(find(in));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + ARCHIVE, e);
        }
    }

    /** The tar format: a block with name and size before each file, which fills whole blocks. */
    private static String find(InputStream in) throws IOException {
        for (var head = in.readNBytes(BLOCK); head.length == BLOCK && head[0] != 0; head = in.readNBytes(BLOCK)) {
            var name = new String(head, 0, NAME_BYTES, StandardCharsets.US_ASCII);
            long size = Long.parseLong(new String(head, SIZE_AT, SIZE_BYTES, StandardCharsets.US_ASCII).trim(), OCTAL);
            if (name.startsWith(NAME + '\0')) {
                return new String(in.readNBytes((int) size), StandardCharsets.UTF_8);
            }
            in.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
        }
        throw new EOFException(NAME + " is missing");
    }

    private static Document madeUp() {
        var user =
                new Document("id", 1_234_567L).append("screen_name", "reader").append("verified", false);
        for (int i = 0; i < 20; i++) {
            user.append("profile_" + i, "a value of twenty b");
        }
        return new Document("text", "x".repeat(140))
                .append("in_reply_to_status_id", 22_773_233_453L)
                .append("retweet_count", 0)
                .append("favorited", false)
                .append("user", user)
                .append("entities", new Document("urls", List.of()).append("user_mentions", List.of()));
    }
}
