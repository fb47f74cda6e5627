package dev.weft.benchmarks.peer;

import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;

/** The document that is found, as a record. */
public record Book(
        @BsonId ObjectId id,
        String title,
        String author,
        int year,
        int pages,
        double price,
        boolean inStock,
        Instant added,
        List<String> tags,
        Publisher publisher,
        String isbn,
        String note) {
    /** Who published it. */
    public record Publisher(String name, String city) {}
}
