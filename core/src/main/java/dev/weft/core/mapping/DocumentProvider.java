package dev.weft.core.mapping;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** Gives the fast codec of documents, where the values in them are read and written by the codecs of {@code org.bson}. */
final class DocumentProvider implements CodecProvider {
    /** What the fast codec reads and writes by itself. */
    private static final List<Class<?>> BY_ITSELF = List.of(
            String.class,
            Integer.class,
            Long.class,
            Double.class,
            Boolean.class,
            ObjectId.class,
            Date.class,
            Decimal128.class,
            Binary.class,
            ArrayList.class,
            List.class,
            RawBsonDocument.class);

    @Override
    @SuppressWarnings("unchecked") // the class is that of the codec
    public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry registry) {
        if (type != Document.class) {
            return null;
        }
        return (Codec<T>)
                (isUsual(registry) ? new DocumentCodec(registry) : new org.bson.codecs.DocumentCodec(registry));
    }

    /** A codec of the user's for, say, strings holds for the strings in documents, too. */
    private static boolean isUsual(CodecRegistry registry) {
        return BY_ITSELF.stream()
                .allMatch(type -> registry.get(type).getClass()
                        == Bson.DEFAULT_CODEC_REGISTRY.get(type).getClass());
    }
}
