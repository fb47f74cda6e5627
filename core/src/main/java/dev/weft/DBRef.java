package dev.weft;

import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * A reference to a document in some collection (server manual, "Database References").
 *
 * @param collection the collection's name
 * @param id the document's {@code _id}
 * @param database the database's name; empty: the one that holds the reference
 */
public record DBRef(String collection, BsonValue id, Optional<String> database) {
    /**
     * A reference within one database.
     *
     * @param collection the collection's name
     * @param id the document's {@code _id}
     * @return the reference
     */
    public static DBRef of(String collection, BsonValue id) {
        return new DBRef(collection, id, Optional.empty());
    }

    /**
     * Reads a reference.
     *
     * @param document what {@link #asDocument} writes; further fields are passed over
     * @return the reference
     * @throws IllegalArgumentException when {@code $ref} or {@code $id} is missing or of another type
     */
    public static DBRef of(BsonDocument document) {
        BsonValue id = document.get("$id");
        if (id == null || !(document.get("$ref") instanceof BsonString collection)) {
            throw new IllegalArgumentException(
                    "a reference has $ref, a string, and $id; this document has the fields " + document.keySet());
        }
        Optional<String> database =
                document.get("$db") instanceof BsonString name ? Optional.of(name.getValue()) : Optional.empty();
        return new DBRef(collection.getValue(), id, database);
    }

    /** {@return the reference as it is stored: {@code $ref}, {@code $id} and, if it is there, {@code $db}, in this order} */
    public BsonDocument asDocument() {
        BsonDocument document = new BsonDocument("$ref", new BsonString(collection)).append("$id", id);
        database.ifPresent(name -> document.append("$db", new BsonString(name)));
        return document;
    }
}
