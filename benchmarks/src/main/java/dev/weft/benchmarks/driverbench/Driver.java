package dev.weft.benchmarks.driverbench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.BsonValue;
import org.bson.Document;

/**
 * What the tasks ask of a driver, each in the way that its users would write it. All operations go to one database of its own, with the
 * write concern {@code w: 1}.
 */
public interface Driver extends AutoCloseable {
    /**
     * Opens one.
     *
     * @param name {@code weft} or {@code sync}
     */
    static Driver open(String name, String uri) {
        return switch (name) {
            case "weft" -> new WeftDriver(uri);
            case "sync" -> new OfficialDriver(uri);
            default -> throw new IllegalArgumentException("no driver is called " + name + "; known are weft and sync");
        };
    }

    /** One write of a bulk. */
    record Write(Kind kind, String collection, Document document) {
        enum Kind {
            INSERT,
            /** Any document is replaced by this one. */
            REPLACE,
            /** Any document is deleted. */
            DELETE
        }
    }

    /** Encodes a document to BSON as for a message, and returns how many bytes that are. */
    int encode(Document document);

    /** Prepares the decoding of these bytes, as of a message. */
    Decoding decoding(byte[] bytes);

    /** Decodes the same bytes over and over. */
    interface Decoding {
        Document decode();
    }

    void dropDatabase();

    /** Drops a collection and creates it. */
    void create(String collection);

    Document runCommand(Document command);

    Optional<Document> findById(int id);

    void insertOne(Document document);

    void insertMany(List<Document> documents, boolean ordered);

    /** Reads all documents and hands on none of them. */
    long drain();

    /** Reads the documents whose ids are in a range, the end excluded. */
    void range(int from, int to, Consumer<Document> each);

    long count(String collection);

    /** Makes the models of a collection's {@code bulkWrite} and returns what does it. */
    Runnable collectionBulk(List<Write> writes);

    /** Makes the models of a client's {@code bulkWrite} and returns what does it. */
    Runnable clientBulk(List<Write> writes);

    /** Files, if the driver has them. */
    Optional<Files> files();

    @Override
    void close();

    /** GridFS in the default bucket. */
    interface Files {
        /** Drops the bucket and uploads a file of one byte, so that collections and indexes are there. */
        void reset();

        BsonValue upload(String name, InputStream from) throws IOException;

        void download(BsonValue id, OutputStream to) throws IOException;
    }
}
