package dev.weft.benchmarks.operation;

import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;

/** The sample document as a record. */
public record Book(
        @BsonId ObjectId id,
        String title,
        String author,
        int year,
        int pages,
        double price,
        boolean inStock,
        List<String> tags,
        Publisher publisher,
        String isbn,
        String note) {
    /** A part of it. */
    public record Publisher(String name, String city) {}
}
