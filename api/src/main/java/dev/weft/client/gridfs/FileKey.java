package dev.weft.client.gridfs;

import java.util.Objects;
import org.bson.BsonObjectId;
import org.bson.BsonValue;
import org.bson.types.ObjectId;

/** Which file of a bucket is meant: one by its id, or by a filename, which several files may have. */
public sealed interface FileKey {
    /** The revision that was stored last. */
    int LATEST = -1;

    /**
     * One file.
     *
     * @param id its {@code _id}, of any type
     */
    record Id(BsonValue id) implements FileKey {
        /** Checks that there is an id. */
        public Id {
            Objects.requireNonNull(id, "id");
        }
    }

    /**
     * A file by its name. Files of one name are its revisions, told apart by when they were stored.
     *
     * <p>Deleting and renaming by name mean all revisions.
     *
     * @param filename the name
     * @param revision 0 is the oldest, 1 the one after it; {@link #LATEST} (-1) the newest, -2 the one before it
     */
    record Name(String filename, int revision) implements FileKey {
        /** Checks that there is a name. */
        public Name {
            Objects.requireNonNull(filename, "filename");
        }
    }

    /**
     * A file with an id as Weft makes them.
     *
     * @param id its {@code _id}
     * @return the key
     */
    static FileKey id(ObjectId id) {
        return new Id(new BsonObjectId(id));
    }

    /**
     * A file with an id of any type.
     *
     * @param id its {@code _id}
     * @return the key
     */
    static FileKey id(BsonValue id) {
        return new Id(id);
    }

    /**
     * The newest file of a name, or all of them where all are meant.
     *
     * @param filename the name
     * @return the key
     */
    static FileKey name(String filename) {
        return new Name(filename, LATEST);
    }

    /**
     * A revision of a name.
     *
     * @param filename the name
     * @param revision 0 is the oldest, 1 the one after it; -1 the newest, -2 the one before it
     * @return the key
     */
    static FileKey name(String filename, int revision) {
        return new Name(filename, revision);
    }
}
