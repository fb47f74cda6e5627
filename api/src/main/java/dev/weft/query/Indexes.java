package dev.weft.query;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import java.util.List;
import org.bson.conversions.Bson;

/** The keys of indexes (server manual, "Indexes"). What they return prints as JSON. */
public final class Indexes {
    private static final String EVERYTHING = "$**";

    private Indexes() {}

    /**
     * Ascending by fields (server manual, "Single Field Indexes", "Compound Indexes").
     *
     * @param fields at least one, the first sorts first
     * @return the keys
     * @throws IllegalArgumentException if there is none
     */
    public static Bson ascending(String... fields) {
        return ascending(Given.list("the fields", fields));
    }

    /**
     * Ascending by fields (server manual, "Single Field Indexes", "Compound Indexes").
     *
     * @param fields at least one, the first sorts first
     * @return the keys
     * @throws IllegalArgumentException if there is none
     */
    public static Bson ascending(List<String> fields) {
        return keys(fields, 1);
    }

    /**
     * Descending by fields (server manual, "Single Field Indexes", "Compound Indexes").
     *
     * @param fields at least one, the first sorts first
     * @return the keys
     * @throws IllegalArgumentException if there is none
     */
    public static Bson descending(String... fields) {
        return descending(Given.list("the fields", fields));
    }

    /**
     * Descending by fields (server manual, "Single Field Indexes", "Compound Indexes").
     *
     * @param fields at least one, the first sorts first
     * @return the keys
     * @throws IllegalArgumentException if there is none
     */
    public static Bson descending(List<String> fields) {
        return keys(fields, -1);
    }

    /**
     * By places on earth (server manual, "2dsphere Indexes").
     *
     * @param fields at least one
     * @return the keys
     * @throws IllegalArgumentException if there is none
     */
    public static Bson geo2dsphere(String... fields) {
        return geo2dsphere(Given.list("the fields", fields));
    }

    /**
     * By places on earth (server manual, "2dsphere Indexes").
     *
     * @param fields at least one
     * @return the keys
     * @throws IllegalArgumentException if there is none
     */
    public static Bson geo2dsphere(List<String> fields) {
        return keys(fields, "2dsphere");
    }

    /**
     * {@return the keys: by legacy places on a plane (server manual, "2d Indexes")}
     *
     * @param field the field with the pairs of coordinates
     */
    public static Bson geo2d(String field) {
        return of(field, "2d");
    }

    /**
     * {@return the keys: by the words of a field (server manual, "Text Indexes")}
     *
     * @param field the field with the text, or with an array of texts
     */
    public static Bson text(String field) {
        return of(field, "text");
    }

    /** {@return the keys: by the words of all fields (server manual, "Wildcard Text Indexes")} */
    public static Bson text() {
        return text(EVERYTHING);
    }

    /**
     * {@return the keys: by a hash of a field, for equality and for shards (server manual, "Hashed Indexes")}
     *
     * @param field the field; it must not be an array
     */
    public static Bson hashed(String field) {
        return of(field, "hashed");
    }

    /** {@return the keys: by every field there is; since MongoDB 4.2 (server manual, "Wildcard Indexes")} */
    public static Bson wildcard() {
        return of(EVERYTHING, 1);
    }

    /**
     * {@return the keys: by every field within a field; since MongoDB 4.2 (server manual, "Wildcard Indexes")}
     *
     * @param field the field with the document whose fields are indexed, without {@code .$**}
     */
    public static Bson wildcard(String field) {
        return of(Given.value("the field", field) + "." + EVERYTHING, 1);
    }

    /**
     * A kind of key that has no method here yet.
     *
     * @param field the field
     * @param kind what the server takes, such as {@code "text"}
     * @return the keys: {@code {field: kind}}
     */
    public static Bson of(String field, Object kind) {
        return Fields.one(field, Given.value("the kind of key", kind));
    }

    /**
     * Several keys as one (server manual, "Compound Indexes").
     *
     * @param keys at least one, the first sorts first
     * @return the keys
     * @throws IllegalArgumentException if there is none
     */
    public static Bson compoundIndex(Bson... keys) {
        return compoundIndex(Given.list("the keys", keys));
    }

    /**
     * Several keys as one (server manual, "Compound Indexes").
     *
     * @param keys at least one, the first sorts first
     * @return the keys
     * @throws IllegalArgumentException if there is none
     */
    public static Bson compoundIndex(List<? extends Bson> keys) {
        return Fields.joined(Given.some("the keys", keys));
    }

    private static Bson keys(List<String> fields, Object kind) {
        return Fields.all(Given.some("the fields", fields), kind);
    }
}
