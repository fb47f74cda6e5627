package dev.weft.result;

import org.bson.BsonValue;
import org.bson.types.ObjectId;

/**
 * What came of inserting one document.
 *
 * @param acknowledged whether the server answered; if not, it is unknown whether the document was written
 * @param insertedId the document's id, made by the driver when the document had none
 */
public record InsertOneResult(boolean acknowledged, BsonValue insertedId) {
    /**
     * The id as an {@link ObjectId}.
     *
     * @return the id
     * @throws IllegalStateException when the id is of another type; use {@link #insertedId()} then
     */
    public ObjectId objectId() {
        if (!insertedId.isObjectId()) {
            throw new IllegalStateException(
                    "the id is a " + insertedId.getBsonType() + ", not an ObjectId: use insertedId()");
        }
        return insertedId.asObjectId().getValue();
    }
}
