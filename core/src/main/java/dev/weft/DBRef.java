package dev.weft;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * A reference to a document in some collection (server manual, "Database References"; DBRef specification). Names are not checked: the server
 * knows which it takes. Immutable as long as nobody changes the BSON values that it holds.
 *
 * @param collection the collection's name
 * @param id the document's {@code _id}, of any BSON type, null too
 * @param database the database's name; empty: the one that holds the reference
 * @param extra further fields, in their order; mostly none
 */
public record DBRef(String collection, BsonValue id, Optional<String> database, BsonDocument extra) {
    private static final Set<String> NAMED = Set.of("$ref", "$id", "$db");

    /**
     * Makes a reference with further fields.
     *
     * @throws IllegalArgumentException when {@code extra} has a field {@code $ref}, {@code $id} or {@code $db}
     */
    public DBRef {
        Objects.requireNonNull(collection, "collection");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(database, "database");
        extra = new BsonDocument(extra.entrySet().stream()
                .map(field -> new org.bson.BsonElement(field.getKey(), field.getValue()))
                .toList());
        if (extra.keySet().stream().anyMatch(NAMED::contains)) {
            throw new IllegalArgumentException(
                    "$ref, $id and $db of a reference have parameters of their own; extra has " + extra.keySet());
        }
    }

    /**
     * Makes a reference without further fields.
     *
     * @param collection the collection's name
     * @param id the document's {@code _id}, of any BSON type, null too
     * @param database the database's name; empty: the one that holds the reference
     */
    public DBRef(String collection, BsonValue id, Optional<String> database) {
        this(collection, id, database, new BsonDocument());
    }

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
     * @param document what {@link #asDocument} writes, with its fields in any order
     * @return the reference, with all further fields
     * @throws IllegalArgumentException when {@code $ref} or {@code $id} is missing, or {@code $ref} or {@code $db} is no string
     */
    public static DBRef of(BsonDocument document) {
        BsonDocument extra = new BsonDocument();
        document.forEach((name, value) -> {
            if (!NAMED.contains(name)) {
                extra.append(name, value);
            }
        });
        BsonValue id = document.get("$id");
        BsonValue database = document.get("$db");
        if (id == null
                || !(document.get("$ref") instanceof BsonString collection)
                || !(database == null || database.isString())) {
            throw new IllegalArgumentException(
                    "a reference has $ref, a string, $id, and, if at all, $db, a string; this document has the fields "
                            + document.keySet());
        }
        return new DBRef(
                collection.getValue(),
                id,
                Optional.ofNullable(database).map(name -> name.asString().getValue()),
                extra);
    }

    /**
     * {@return the reference as it is stored: {@code $ref}, {@code $id}, {@code $db} if it is there, and the further fields, in this order}
     */
    public BsonDocument asDocument() {
        BsonDocument document = new BsonDocument("$ref", new BsonString(collection)).append("$id", id);
        database.ifPresent(name -> document.append("$db", new BsonString(name)));
        document.putAll(extra);
        return document;
    }
}
