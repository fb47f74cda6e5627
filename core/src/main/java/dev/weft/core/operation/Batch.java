package dev.weft.core.operation;

import dev.weft.Namespace;
import dev.weft.core.connection.Reply;
import dev.weft.protocol.bson.Elements;
import dev.weft.protocol.bson.WireReader;
import dev.weft.protocol.buffer.LargeArrays;
import java.util.Arrays;
import org.bson.RawBsonDocument;
import org.bson.codecs.Decoder;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.RawBsonDocumentCodec;

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
    private static final byte[] NOTHING = {};
    private static final DecoderContext PLAIN = DecoderContext.builder().build();

    /** Starts reading at the first document. Once only: when the last one has been read, the array may serve another message. */
    public Documents<T> documents() {
        return new Documents<>(this);
    }

    /** Decodes one document of a reply that is still the connection's. */
    static <T> T decode(Reply reply, int offset, int length, Decoder<? extends T> decoder) {
        return decode(reply.reader(), reply.array(), offset, length, decoder);
    }

    @SuppressWarnings("unchecked") // a raw codec decodes to raw documents
    static <T> T decode(WireReader reader, byte[] array, int offset, int length, Decoder<? extends T> decoder) {
        if (decoder instanceof RawBsonDocumentCodec) {
            return (T) new RawBsonDocument(Arrays.copyOfRange(array, offset, offset + length));
        }
        try {
            return decoder.decode(reader.over(array, offset, offset + length), PLAIN);
        } catch (RuntimeException failure) {
            throw Misfit.ofDocument(decoder, new RawBsonDocument(array, offset, length), failure);
        } catch (StackOverflowError tooDeep) {
            // No server stores such a document, and asking each one how deep it is would cost the usual ones.
            throw Misfit.tooDeep(decoder, tooDeep);
        }
    }

    /** Reads the documents of one batch, one after the other. Not thread-safe. */
    public static final class Documents<T> {
        private byte[] array;
        private final Decoder<? extends T> decoder;
        private final Elements elements = new Elements();
        private int left;
        /** One reader serves all documents of a batch. */
        private final WireReader reader = new WireReader();

        private Documents(Batch<T> batch) {
            this.array = batch.array;
            this.decoder = batch.decoder;
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
            int offset = elements.documentOffset();
            if (decoder instanceof RawBsonDocumentCodec) {
                return raw(offset, elements.valueLength());
            }
            T document = decode(reader, array, offset, elements.valueLength(), decoder);
            if (left == 0) {
                letGo();
            }
            return document;
        }

        /** No document of a decoder is a view of the array, which is not needed any more. */
        private void letGo() {
            LargeArrays.SHARED.giveBack(array);
            array = NOTHING;
            elements.forget();
            reader.close();
        }

        /** The array is the batch's own, so its documents need no copies. */
        @SuppressWarnings("unchecked") // a raw codec decodes to raw documents
        private T raw(int offset, int length) {
            return (T) new RawBsonDocument(array, offset, length);
        }
    }
}
