package dev.weft.core.operation;

import dev.weft.core.connection.ConnectionDescription;
import java.util.Arrays;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.Encoder;
import org.bson.codecs.RawBsonDocumentCodec;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** One write among several that are sent together. */
public sealed interface Statement {
    /** Room a server leaves around a document of full size. */
    int STATEMENT_ROOM = 16 * 1024;

    /** Which command it goes with. */
    WriteBatch.Kind kind();

    /** Whether it may change more than one document, and so can't be told from its repetition. */
    boolean many();

    /** Whether it says which index to use. */
    boolean hinted();

    /** Writes it as one document. */
    void writeTo(CommandWriter out);

    /**
     * Writes it as one document for the command {@code bulkWrite} (bulk write specification, "Operations"). Returns the size of what
     * {@link #mostBytes} is for.
     */
    int writeOperation(CommandWriter out, int namespace);

    /** How many bytes it may have: a document to insert, or the whole of what else it is. */
    default int mostBytes(ConnectionDescription to) {
        return to.maxBsonObjectSize() + STATEMENT_ROOM;
    }

    /** Writes documents that are bytes already. */
    RawBsonDocumentCodec RAW = new RawBsonDocumentCodec();

    /** A document to insert, with the id that it gets when it is first written. */
    final class Insert<T> implements Statement {
        private final T document;
        private final Encoder<? super T> encoder;
        private final InsertedId id;

        /** An insert of one document. */
        public Insert(@Nullable T document, Encoder<? super T> encoder) {
            if (document == null) {
                throw new IllegalArgumentException("a document to insert is null");
            }
            this.document = document;
            this.encoder = encoder;
            this.id = new InsertedId();
        }

        private Insert(T document, Encoder<? super T> encoder, InsertedId id) {
            this.document = document;
            this.encoder = encoder;
            this.id = id;
        }

        /** The same insert with its document as bytes; {@code scratch} is cleared. */
        Insert<RawBsonDocument> encoded(CommandWriter scratch) {
            scratch.out().clear();
            int size = scratch.stored(document, encoder, id);
            byte[] bytes = Arrays.copyOf(scratch.out().array(), size);
            return new Insert<>(new RawBsonDocument(bytes), RAW, id);
        }

        /** The document's id, once it has been written. */
        public BsonValue id() {
            return id.value();
        }

        @Override
        public WriteBatch.Kind kind() {
            return WriteBatch.Kind.INSERT;
        }

        @Override
        public boolean many() {
            return false;
        }

        @Override
        public boolean hinted() {
            return false;
        }

        @Override
        public void writeTo(CommandWriter out) {
            out.stored(document, encoder, id);
        }

        @Override
        public int writeOperation(CommandWriter out, int namespace) {
            int operation = out.open();
            out.int32("insert", namespace);
            int size = out.storedElement("document", document, encoder, id);
            out.close(operation);
            return size;
        }

        @Override
        public int mostBytes(ConnectionDescription to) {
            return to.maxBsonObjectSize();
        }
    }

    /**
     * An update or a replacement.
     *
     * @param filter which documents
     * @param change what becomes of them
     * @param many whether all that match, not just the first
     * @param options its own options
     */
    record Change(Bson filter, Update.Change change, boolean many, Options options) implements Statement {
        @Override
        public WriteBatch.Kind kind() {
            return WriteBatch.Kind.UPDATE;
        }

        @Override
        public boolean hinted() {
            return options.get(Field.HINT) != null;
        }

        @Override
        public void writeTo(CommandWriter out) {
            int statement = out.open();
            Update.writeStatement(out, filter, change, many, options);
            out.close(statement);
        }

        @Override
        public int writeOperation(CommandWriter out, int namespace) {
            int operation = out.open();
            out.int32("update", namespace);
            out.document("filter", filter);
            change.writeTo(out, "updateMods");
            out.bool("multi", many);
            options.writeTo(out, Update.STATEMENT);
            out.close(operation);
            return out.out().position() - operation;
        }
    }

    /**
     * A deletion.
     *
     * @param filter which documents
     * @param many whether all that match, not just the first
     * @param options its own options
     */
    record Removal(Bson filter, boolean many, Options options) implements Statement {
        @Override
        public WriteBatch.Kind kind() {
            return WriteBatch.Kind.DELETE;
        }

        @Override
        public boolean hinted() {
            return options.get(Field.HINT) != null;
        }

        @Override
        public void writeTo(CommandWriter out) {
            int statement = out.open();
            Delete.writeStatement(out, filter, many, options);
            out.close(statement);
        }

        @Override
        public int writeOperation(CommandWriter out, int namespace) {
            int operation = out.open();
            out.int32("delete", namespace);
            out.document("filter", filter);
            out.bool("multi", many);
            options.writeTo(out, Delete.STATEMENT);
            out.close(operation);
            return out.out().position() - operation;
        }
    }
}
