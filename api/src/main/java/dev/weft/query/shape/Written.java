package dev.weft.query.shape;

import dev.weft.core.operation.CommandWriter;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonDocumentWriter;
import org.bson.BsonWriter;
import org.bson.codecs.configuration.CodecRegistry;

/** A document that writes itself field by field, so that several can be joined to one. */
public interface Written extends CommandWriter.Writable {
    /** Writes the fields, without the document around them. */
    void writeFields(BsonWriter writer, CodecRegistry codecs);

    /** Adds the names of its fields; false when one of them was there already, or when they are not known. */
    default boolean names(Set<String> seen) {
        return false;
    }

    @Override
    default void writeTo(BsonWriter writer, CodecRegistry codecs) {
        writer.writeStartDocument();
        writeFields(writer, codecs);
        writer.writeEndDocument();
    }

    @Override
    default <T> BsonDocument toBsonDocument(Class<T> documentClass, CodecRegistry codecs) {
        BsonDocument document = new BsonDocument();
        try (BsonDocumentWriter writer = new BsonDocumentWriter(document)) {
            writeTo(writer, codecs);
        }
        return document;
    }
}
