package dev.weft.query.shape;

import org.bson.BsonWriter;
import org.bson.codecs.configuration.CodecRegistry;

/** A part of a query that need not be a document: a path, a number, an array, an operator. */
public interface Valued {
    /** Writes one value at the place the writer stands. */
    void writeValue(BsonWriter writer, CodecRegistry codecs);
}
