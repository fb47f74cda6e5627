package dev.weft.core.mapping;

import dev.weft.DBRef;
import java.util.Objects;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/** References with the field names, and in the order, that the DBRef specification gives them. They are read in any order. */
record DBRefCodec(Coding values) implements Codec<DBRef> {
    /** Any value of BSON may be an id or a further field, null too. */
    static DBRefCodec of(CodecRegistry registry) {
        return new DBRefCodec(new Codings(registry).of(BsonValue.class, null));
    }

    @Override
    public DBRef decode(BsonReader reader, DecoderContext context) {
        String collection = null;
        BsonValue id = null;
        Optional<String> database = Optional.empty();
        BsonDocument extra = new BsonDocument();
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            String name = reader.readName();
            try {
                switch (name) {
                    case "$ref" -> collection = name(reader);
                    case "$id" -> id = value(reader);
                    case "$db" -> database = Optional.of(name(reader));
                    default -> extra.put(name, value(reader));
                }
            } catch (MismatchException mismatch) {
                throw mismatch.within(DBRef.class, name);
            }
        }
        reader.readEndDocument();
        return new DBRef(there("$ref", collection), there("$id", id), database, extra);
    }

    private static String name(BsonReader reader) {
        BsonType found = reader.getCurrentBsonType();
        if (found != BsonType.STRING) {
            throw MismatchException.expected(String.class.getName(), found);
        }
        return reader.readString();
    }

    private BsonValue value(BsonReader reader) {
        return (BsonValue) Objects.requireNonNull(values.read(reader), "null is a BsonNull");
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
        write(writer, "$id", value.id());
        value.database().ifPresent(database -> writer.writeString("$db", database));
        value.extra().forEach((name, each) -> write(writer, name, each));
        writer.writeEndDocument();
    }

    private void write(BsonWriter writer, String name, BsonValue value) {
        writer.writeName(name);
        try {
            values.write(writer, value);
        } catch (MismatchException mismatch) {
            throw mismatch.within(DBRef.class, name);
        }
    }

    @Override
    public Class<DBRef> getEncoderClass() {
        return DBRef.class;
    }
}
