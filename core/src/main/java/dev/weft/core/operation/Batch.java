package dev.weft.core.operation;

import dev.weft.Namespace;
import dev.weft.protocol.bson.Elements;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bson.BsonBinaryReader;
import org.bson.ByteBufNIO;
import org.bson.RawBsonDocument;
import org.bson.codecs.Decoder;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.RawBsonDocumentCodec;
import org.bson.io.ByteBufferBsonInput;
import org.jspecify.annotations.Nullable;

/**
 * What one reply brought of a cursor's documents: raw, in one array.
 *
 * @param namespace what the server calls the collection; each {@code getMore} names it
 * @param cursorId the cursor that is still open on the server; 0 when there is none
 * @param size how many documents there are
 * @param array holds them
 * @param offset where the BSON array of them begins
 * @param decoder makes the user's objects of them
 */
@SuppressWarnings(
        "ArrayRecordComponent") // The array came with the reply: a copy would double what a large batch costs.
public record Batch<T>(
        Namespace namespace, long cursorId, int size, byte[] array, int offset, Decoder<? extends T> decoder) {
    private static final DecoderContext PLAIN = DecoderContext.builder().build();

    /** Starts reading at the first document. */
    public Documents<T> documents() {
        return new Documents<>(this);
    }

    /** Decodes the one document at {@code offset}. */
    static <T> T decode(byte[] array, int offset, int length, Decoder<? extends T> decoder) {
        return new Documents<T>(array, decoder).decode(offset, length);
    }

    /** Reads the documents of one batch, one after the other. Not thread-safe. */
    public static final class Documents<T> {
        private final byte[] array;
        private final Decoder<? extends T> decoder;
        private final Elements elements = new Elements();
        private int left;

        private @Nullable ByteBuffer buffer;
        private @Nullable BsonBinaryReader reader;

        private Documents(byte[] array, Decoder<? extends T> decoder) {
            this.array = array;
            this.decoder = decoder;
        }

        private Documents(Batch<T> batch) {
            this(batch.array, batch.decoder);
            this.left = batch.size;
            if (left > 0) {
                elements.over(array, batch.offset, array.length);
            }
        }

        /** How many documents have not been read. */
        public int left() {
            return left;
        }

        /** Decodes the next document. One that does not fit its type is passed over: the next call goes on behind it. */
        public T next() {
            if (left == 0) {
                throw new IllegalStateException("all documents of the batch have been read");
            }
            left--;
            elements.next();
            return decode(elements.documentOffset(), elements.valueLength());
        }

        @SuppressWarnings("unchecked") // a raw codec decodes to raw documents
        private T decode(int offset, int length) {
            if (decoder instanceof RawBsonDocumentCodec) {
                return (T) new RawBsonDocument(Arrays.copyOfRange(array, offset, offset + length));
            }
            try {
                return decoder.decode(readerAt(offset), PLAIN);
            } catch (RuntimeException failure) {
                reader = null;
                throw Misfit.ofDocument(decoder, new RawBsonDocument(array, offset, length), failure);
            } catch (StackOverflowError tooDeep) {
                // No server stores such a document, and asking each one how deep it is would cost the usual ones.
                reader = null;
                throw Misfit.ofValue(
                        decoder, new IllegalArgumentException("it is nested too deep to be read", tooDeep));
            }
        }

        /** One reader serves all documents of a batch: at the end of one it is ready for the next. */
        private BsonBinaryReader readerAt(int offset) {
            BsonBinaryReader current = reader;
            ByteBuffer bytes = buffer;
            if (current == null || bytes == null) {
                bytes = ByteBuffer.wrap(array);
                buffer = bytes;
                current = new BsonBinaryReader(new ByteBufferBsonInput(new ByteBufNIO(bytes)));
                reader = current;
            }
            bytes.position(offset);
            // Says that a document comes next, which a reader takes for granted only the first time.
            current.readBsonType();
            return current;
        }
    }
}
