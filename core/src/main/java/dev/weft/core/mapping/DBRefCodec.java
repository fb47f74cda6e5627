package dev.weft.core.mapping;

import dev.weft.DBRef;
import java.util.Optional;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;

/** References with the field names, and in the order, that the server manual gives them ("Database References"). */
record DBRefCodec(Codec<BsonValue> values) implements Codec<DBRef> {
    @Override
    public DBRef decode(BsonReader reader, DecoderContext context) {
        String collection = null;
        BsonValue id = null;
        Optional<String> database = Optional.empty();
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (reader.readName()) {
                case "$ref" -> collection = reader.readString();
                case "$id" -> id = values.decode(reader, context);
                case "$db" -> database = Optional.of(reader.readString());
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        return new DBRef(there("$ref", collection), there("$id", id), database);
    }

    private static <V> V there(String field, @Nullable V value) {
        if (value == null) {
            throw new MismatchException("the document does not have it, and a reference has", null)
                    .within(DBRef.class, field);
        }
        return value;
    }

    @Override
    public void encode(BsonWriter writer, DBRef value, EncoderContext context) {
        writer.writeStartDocument();
        writer.writeString("$ref", value.collection());
        writer.writeName("$id");
        values.encode(writer, value.id(), context);
        value.database().ifPresent(database -> writer.writeString("$db", database));
        writer.writeEndDocument();
    }

    @Override
    public Class<DBRef> getEncoderClass() {
        return DBRef.class;
    }
}
