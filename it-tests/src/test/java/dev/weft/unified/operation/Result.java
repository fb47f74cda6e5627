package dev.weft.unified.operation;

import dev.weft.unified.entity.Entity;
import dev.weft.unified.match.Mismatch;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** What came of an operation. */
sealed interface Result {
    /** Nothing came of it, and nothing was to come. */
    record Nothing() implements Result {}

    /** A value; a document is a root document. */
    record Single(BsonValue value) implements Result {}

    /** What an iterable gave: each document is a root document. */
    record Iterated(List<BsonDocument> documents) implements Result {}

    /** Something that can be named and worked on. */
    record Made(Entity entity) implements Result {}

    static Result nothing() {
        return new Nothing();
    }

    static Result of(BsonValue value) {
        return new Single(value);
    }

    /** As an entity, if it can be one. */
    default Entity entity(String path) {
        return switch (this) {
            case Nothing nothing -> throw new Mismatch(path, "there is no result to save");
            case Single single -> new Entity.Value(single.value());
            case Iterated iterated -> new Entity.Value(new BsonArray(iterated.documents()));
            case Made made -> made.entity();
        };
    }
}
