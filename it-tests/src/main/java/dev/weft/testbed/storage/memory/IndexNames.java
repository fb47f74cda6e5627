package dev.weft.testbed.storage.memory;

import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Names of indexes that are unique in a database: the backend drops an index by its name from every collection. Inside, the
 * collection's name is part of the index's.
 */
final class IndexNames {
    private static final String ID_INDEX = "_id_";

    private IndexNames() {}

    /** A name, or all names of an array, as the backend knows it. */
    static BsonValue inner(BsonValue name, String collection) {
        if (name instanceof BsonArray names) {
            return new BsonArray(
                    names.stream().map(one -> inner(one, collection)).toList());
        }
        boolean all = !(name instanceof BsonString text)
                || text.getValue().equals("*")
                || text.getValue().equals(ID_INDEX);
        return all ? name : new BsonString(name.asString().getValue() + suffix(collection));
    }

    /** The indexes of a collection with the names that the client gave them. */
    static List<BsonDocument> outer(List<BsonDocument> indexes, String collection) {
        indexes.forEach(index ->
                index.put("name", new BsonString(outer(index.getString("name").getValue(), collection))));
        return indexes;
    }

    static String outer(String text, String collection) {
        return text.replace(suffix(collection), "");
    }

    private static String suffix(String collection) {
        return "@" + collection;
    }
}
