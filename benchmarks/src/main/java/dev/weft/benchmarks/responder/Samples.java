package dev.weft.benchmarks.responder;

import java.util.List;
import org.bson.Document;

/** The document that is found and inserted: about 300 B of BSON. */
public final class Samples {
    static final String JSON = """
            {"_id": {"$oid": "6560f0a1b2c3d4e5f6a7b8c9"}, "title": "The Dispossessed", "author": "Ursula K. Le Guin",
             "year": 1974, "pages": 341, "price": 12.5, "inStock": true, "added": {"$date": "2026-01-02T03:04:05Z"},
             "tags": ["novel", "utopia", "physics"], "publisher": {"name": "Harper & Row", "city": "New York"},
             "isbn": "0-06-012563-2", "note": "an ambiguous utopia, twice awarded"}
            """;

    private Samples() {}

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
}
