package dev.weft.query.geo;

import org.bson.BsonInvalidOperationException;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Codecs of shapes, so that they can be components of records and be read back. Written they can be without, too. Put it before
 * other providers: {@code CodecRegistries.fromRegistries(CodecRegistries.fromProviders(new GeometryCodecs()), ...)}.
 *
 * <p>What is read has to be GeoJSON: anything else is a {@link BsonInvalidOperationException}, and a shape of another type than the
 * one asked for, too.
 */
public final class GeometryCodecs implements CodecProvider {
    /** Makes the provider. */
    public GeometryCodecs() {}

    @Override
    public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry registry) {
        return Geometry.class.isAssignableFrom(type) ? new ShapeCodec<>(type, registry) : null;
    }

    private record ShapeCodec<T>(Class<T> type, CodecRegistry registry) implements Codec<T> {
        private static final BsonDocumentCodec TREES = new BsonDocumentCodec();

        @Override
        public void encode(BsonWriter writer, T shape, EncoderContext context) {
            ((Shaped) shape).writeTo(writer, registry);
        }

        @Override
        public T decode(BsonReader reader, DecoderContext context) {
            Geometry shape = GeometryReader.shape(TREES.decode(reader, context));
            if (!type.isInstance(shape)) {
                throw new BsonInvalidOperationException(
                        "a " + type.getSimpleName() + " was expected, and a " + shape.type() + " is there");
            }
            return type.cast(shape);
        }

        @Override
        public Class<T> getEncoderClass() {
            return type;
        }
    }
}
