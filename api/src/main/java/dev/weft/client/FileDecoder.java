package dev.weft.client;

import dev.weft.client.gridfs.GridFsFile;
import java.time.Instant;
import org.bson.BsonNull;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.codecs.BsonValueCodec;
import org.bson.codecs.Decoder;
import org.bson.codecs.DecoderContext;

/**
 * Reads the document of a file. Any number will do for a length or a size, and what an older driver has left out or added is no failure (GridFS specification,
 * "Terms").
 *
 * @param documents reads the metadata
 */
record FileDecoder(Decoder<Document> documents) implements Decoder<GridFsFile> {
    private static final BsonValueCodec VALUES = new BsonValueCodec();

    @Override
    public GridFsFile decode(BsonReader reader, DecoderContext context) {
        BsonValue id = BsonNull.VALUE;
        String filename = "";
        long length = 0;
        int chunkSize = 0;
        Instant uploaded = Instant.EPOCH;
        Document metadata = new Document();
        reader.readStartDocument();
        for (BsonType type = reader.readBsonType(); type != BsonType.END_OF_DOCUMENT; type = reader.readBsonType()) {
            switch (field(reader.readName(), type)) {
                case ID -> id = VALUES.decode(reader, context);
                case FILENAME -> filename = reader.readString();
                case LENGTH -> length = number(reader, type);
                case CHUNK_SIZE -> chunkSize = Math.toIntExact(number(reader, type));
                case UPLOADED -> uploaded = Instant.ofEpochMilli(reader.readDateTime());
                case METADATA -> metadata = documents.decode(reader, context);
                case OTHER -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        return new GridFsFile(id, filename, length, chunkSize, uploaded, metadata);
    }

    private enum Kind {
        ID,
        FILENAME,
        LENGTH,
        CHUNK_SIZE,
        UPLOADED,
        METADATA,
        OTHER
    }

    /** What a field is; of another type than it should be, it is none of ours. */
    private static Kind field(String name, BsonType type) {
        boolean number = type == BsonType.INT32
                || type == BsonType.INT64
                || type == BsonType.DOUBLE
                || type == BsonType.DECIMAL128;
        return switch (name) {
            case "_id" -> Kind.ID;
            case "filename" -> type == BsonType.STRING ? Kind.FILENAME : Kind.OTHER;
            case "length" -> number ? Kind.LENGTH : Kind.OTHER;
            case "chunkSize" -> number ? Kind.CHUNK_SIZE : Kind.OTHER;
            case "uploadDate" -> type == BsonType.DATE_TIME ? Kind.UPLOADED : Kind.OTHER;
            case "metadata" -> type == BsonType.DOCUMENT ? Kind.METADATA : Kind.OTHER;
            default -> Kind.OTHER;
        };
    }

    private static long number(BsonReader reader, BsonType type) {
        return switch (type) {
            case INT32 -> reader.readInt32();
            case INT64 -> reader.readInt64();
            case DOUBLE -> (long) reader.readDouble();
            default -> reader.readDecimal128().longValue();
        };
    }
}
