package dev.weft.core.operation;

import dev.weft.core.mapping.Mapping;
import dev.weft.core.mapping.MismatchException;
import dev.weft.core.mapping.Trees;
import dev.weft.error.MappingFailedException;
import java.util.Optional;
import org.bson.BSONException;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.Decoder;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** Says what does not fit when a codec has failed: the type, and the field and the document's {@code _id} where they can be seen. */
final class Misfit {
    private Misfit() {}

    /** A value that the codec did not take. */
    static MappingFailedException ofValue(Decoder<?> decoder, RuntimeException failure) {
        return of(
                decoder instanceof Codec<?> codec ? codec.getEncoderClass() : null, decoder, failure, Optional.empty());
    }

    /** A value in more levels of others than the stack of the thread has room for. */
    static MappingFailedException tooDeep(Decoder<?> decoder, StackOverflowError overflow) {
        return ofValue(decoder, new IllegalArgumentException("it is nested too deep to be read", overflow));
    }

    /** A document that the codec did not take. */
    static MappingFailedException ofDocument(Decoder<?> decoder, BsonDocument document, RuntimeException failure) {
        return of(decoder instanceof Codec<?> codec ? codec.getEncoderClass() : null, decoder, failure, idOf(document));
    }

    /** An object that its codec could not write; a codec that did not come to an end overflows the stack. */
    static MappingFailedException ofObject(Object value, Throwable failure) {
        RuntimeException said = failure instanceof RuntimeException known
                ? known
                : new IllegalArgumentException("it is nested too deep to be written, or holds itself", failure);
        return of(value.getClass(), value, said, idOf(value, said));
    }

    /** A record's codec has noted it; of a document it is read. No codec is asked again. */
    private static Optional<BsonValue> idOf(Object value, RuntimeException failure) {
        if (failure instanceof MismatchException mismatch) {
            return mismatch.documentId();
        }
        Object found = value instanceof Document document ? document.get("_id") : null;
        return found == null ? Optional.empty() : Optional.ofNullable(asBson(found));
    }

    private static @Nullable BsonValue asBson(Object id) {
        return switch (id) {
            case BsonValue plain -> plain;
            case ObjectId plain -> new BsonObjectId(plain);
            case String plain -> new BsonString(plain);
            case Integer plain -> new BsonInt32(plain);
            case Long plain -> new BsonInt64(plain);
            default -> null;
        };
    }

    private static MappingFailedException of(
            @Nullable Class<?> type, Object subject, RuntimeException failure, Optional<BsonValue> id) {
        if (failure instanceof MappingFailedException known) {
            return known;
        }
        String path = "";
        String what = String.valueOf(failure.getMessage());
        if (failure instanceof CodecConfigurationException) {
            what += "; " + Mapping.REGISTER;
        }
        Class<?> known = type;
        if (failure instanceof MismatchException mismatch) {
            path = mismatch.path();
            what = mismatch.what();
            known = mismatch.root() == null ? type : mismatch.root();
        }
        return known == null
                ? new MappingFailedException(
                        path, "the type that " + subject.getClass().getName() + " makes", what, failure)
                : new MappingFailedException(path, known, what, id, failure);
    }

    private static BsonValue detached(BsonValue id) {
        if (!(id instanceof BsonDocument) && !(id instanceof BsonArray)) {
            return id;
        }
        BsonValue copy = new RawBsonDocument(Trees.bytes(new BsonDocument("_id", id))).get("_id");
        return copy == null ? id : copy;
    }

    private static Optional<BsonValue> idOf(BsonDocument document) {
        try {
            BsonValue id = document.get("_id");
            // One that is a document or an array is a view of all bytes of a batch, which soon are another message's.
            return Optional.ofNullable(id == null ? null : detached(id));
        } catch (BSONException notEvenADocument) {
            return Optional.empty();
        }
    }
}
