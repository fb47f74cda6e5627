package dev.weft.query;

import dev.weft.core.operation.CommandWriter;
import org.bson.BsonDocument;
import org.bson.BsonDocumentWriter;
import org.bson.BsonWriter;
import org.bson.codecs.configuration.CodecRegistry;

/** A document that writes itself field by field, so that several can be joined to one. */
interface Written extends CommandWriter.Writable {
    /** Writes the fields, without the document around them. */
    void writeFields(BsonWriter writer, CodecRegistry codecs);

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
