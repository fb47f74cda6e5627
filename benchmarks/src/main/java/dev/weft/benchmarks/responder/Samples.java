package dev.weft.benchmarks.responder;

import java.util.List;
import java.util.stream.IntStream;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.ObjectId;

/** The documents that are found and inserted. All peers have the same. */
public final class Samples {
    /** The id of the one document. */
    public static final ObjectId ID = new ObjectId("6560f0a1b2c3d4e5f6a7b8c9");

    /** The collection with the one document. */
    public static final String ONE = "docs";
    /** Before the number of tweets that a collection has. */
    public static final String TWEETS = "tweets";
    /** Before the size, in bytes, of the one document that a collection has. */
    public static final String SIZE = "size";
    /** Before the milliseconds after which the responder finds the one document in such a collection. */
    public static final String LATE = "late";
    /** The collection whose answer claims to be 48 MB long and breaks off. */
    public static final String LIE = "lie";
    /** The documents of files. */
    public static final String FILES = "fs.files";
    /** Their bytes. */
    public static final String CHUNKS = "fs.chunks";
    /** What the one file has. */
    public static final long FILE_BYTES = 50 << 20;
    /** Where things are written to. */
    public static final String WRITTEN = "written";

    /** About 300 B of BSON. */
    static final String JSON = """
            {"_id": {"$oid": "6560f0a1b2c3d4e5f6a7b8c9"}, "title": "The Dispossessed", "author": "Ursula K. Le Guin",
             "year": 1974, "pages": 341, "price": 12.5, "inStock": true, "added": {"$date": "2026-01-02T03:04:05Z"},
             "tags": ["novel", "utopia", "physics"], "publisher": {"name": "Harper & Row", "city": "New York"},
             "isbn": "0-06-012563-2", "note": "an ambiguous utopia, twice awarded"}
            """;

    private static final int FIELD = 1000;
    /** Of a document without fields, and of its id. */
    private static final int EMPTY = 5;

    private static final int ID_BYTES = 17;
    /** Of a field of text but for its name and its letters. */
    private static final int FIELD_BYTES = 7;

    private Samples() {}

    /** The one document. */
    public static Document one() {
        return Document.parse(JSON);
    }

    /** A new document without an id, as an application would build it for an insert. */
    public static Document fresh() {
        return new Document("title", "The Dispossessed")
                .append("author", "Ursula K. Le Guin")
                .append("year", 1974)
                .append("pages", 341)
                .append("price", 12.5)
                .append("inStock", true)
                .append("tags", List.of("novel", "utopia", "physics"))
                .append("publisher", new Document("name", "Harper & Row").append("city", "New York"))
                .append("isbn", "0-06-012563-2")
                .append("note", "an ambiguous utopia, twice awarded");
    }

    /** Several new documents. */
    public static List<Document> fresh(int count) {
        return IntStream.range(0, count).mapToObj(i -> fresh()).toList();
    }

    /**
     * A document of texts that is so long once it has an id.
     *
     * @param bytes of BSON, from 100 on
     */
    public static Document sized(int bytes) {
        var document = new Document();
        int left = bytes - EMPTY - ID_BYTES;
        for (int i = 0; left > 0; i++) {
            var name = "f" + i;
            int length = left - name.length() - FIELD_BYTES;
            // What the last field leaves must not be too short for one more.
            if (length > 2 * FIELD) {
                length = FIELD;
            }
            document.append(name, "x".repeat(length));
            left -= length + name.length() + FIELD_BYTES;
        }
        return document;
    }

    /** Tweets with ids of their own. */
    public static List<Document> tweets(int count) {
        var tweet = Tweets.one();
        return IntStream.range(0, count).mapToObj(i -> withId(i, tweet)).toList();
    }

    static Document withId(int number, Document rest) {
        var document = new Document("_id", new ObjectId(number, 1));
        document.putAll(rest);
        return document;
    }

    /** How many bytes so many tweets of the responder have. */
    public static long tweetBytes(int count) {
        return tweets(count).stream().mapToLong(tweet -> encode(tweet).length).sum();
    }

    static byte[] encode(Document document) {
        try (var out = new BasicOutputBuffer()) {
            new DocumentCodec()
                    .encode(
                            new BsonBinaryWriter(out),
                            document,
                            EncoderContext.builder().build());
            return out.toByteArray();
        }
    }
}
