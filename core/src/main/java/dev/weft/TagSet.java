package dev.weft;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * Tags a server carries, or tags a read asks for. The empty set asks for nothing and so matches every server.
 *
 * @param tags names and values, in the order given
 */
public record TagSet(Map<String, String> tags) {
    /** Asks for nothing. */
    public static final TagSet EMPTY = new TagSet(Map.of());

    /** Copies the tags. */
    public TagSet {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /**
     * A set of one tag.
     *
     * @param name the tag's name
     * @param value the tag's value
     * @return the set
     */
    public static TagSet of(String name, String value) {
        return new TagSet(Map.of(name, value));
    }

    /**
     * Whether a server with this set may serve a read that asks for {@code wanted}.
     *
     * @param wanted what the read asks for
     * @return whether every wanted tag is here with the same value
     */
    public boolean containsAll(TagSet wanted) {
        return tags.entrySet().containsAll(wanted.tags.entrySet());
    }

    /** {@return the set as servers write it} */
    public BsonDocument asDocument() {
        BsonDocument document = new BsonDocument();
        tags.forEach((name, value) -> document.append(name, new BsonString(value)));
        return document;
    }

    @Override
    public String toString() {
        return tags.toString();
    }
}
