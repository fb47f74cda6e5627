package dev.weft.benchmarks.driverbench;

import static dev.weft.query.Filters.and;
import static dev.weft.query.Filters.eq;
import static dev.weft.query.Filters.gte;
import static dev.weft.query.Filters.lt;

import dev.weft.Namespace;
import dev.weft.WriteConcern;
import dev.weft.client.MongoClient;
import dev.weft.client.MongoCluster;
import dev.weft.client.MongoCollection;
import dev.weft.client.MongoDatabase;
import dev.weft.client.gridfs.FileKey;
import dev.weft.client.gridfs.GridFsBucket;
import dev.weft.client.options.BulkWrite;
import dev.weft.core.operation.Batch;
import dev.weft.protocol.buffer.WireBuffer;
import dev.weft.settings.HandleSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.bson.codecs.EncoderContext;

/** Weft. */
final class WeftDriver implements Driver {
    private static final Document ANY = new Document();
    private static final EncoderContext ENCODER = EncoderContext.builder().build();
    private static final Namespace NOWHERE = new Namespace("perftest", "corpus");
    /** What stands before the only document of an array: the array's length, the type, and the name "0". */
    private static final int BEFORE_DOCUMENT = Integer.BYTES + 1 + 2;

    private static final int EMBEDDED_DOCUMENT = 3;

    private final Codec<Document> codec = HandleSettings.DEFAULTS.codecs().get(Document.class);
    private final WireBuffer out = new WireBuffer(4 * 1024, 64 * 1024);
    private final MongoClient client;
    private final MongoCluster cluster;
    private final MongoDatabase database;
    private final MongoCollection<Document> corpus;

    WeftDriver(String uri) {
        client = MongoClient.connect(uri);
        cluster = client.with(o -> o.writeConcern(WriteConcern.members(1)));
        database = cluster.database("perftest_weft");
        corpus = database.collection("corpus");
    }

    @Override
    public int encode(Document document) {
        out.clear();
        codec.encode(out.writer(), document, ENCODER);
        return out.position();
    }

    /** As the first batch of a reply, which is an array. */
    @Override
    public Decoding decoding(byte[] bytes) {
        var array = new WireBuffer(bytes.length + 64, bytes.length + 64);
        array.writeInt32(BEFORE_DOCUMENT + bytes.length + 1);
        array.writeByte(EMBEDDED_DOCUMENT);
        array.writeCString("0");
        array.writeBytes(bytes);
        array.writeByte(0);
        var batch = new Batch<>(NOWHERE, 0, 1, array.array(), 0, codec);
        return () -> batch.documents().next();
    }

    @Override
    public void dropDatabase() {
        database.drop();
    }

    @Override
    public void create(String collection) {
        database.collection(collection).drop();
        database.createCollection(collection);
    }

    @Override
    public Document runCommand(Document command) {
        return database.runCommand(command);
    }

    @Override
    public Optional<Document> findById(int id) {
        return corpus.find(eq("_id", id)).first();
    }

    @Override
    public void insertOne(Document document) {
        corpus.insertOne(document);
    }

    @Override
    public void insertMany(List<Document> documents, boolean ordered) {
        corpus.insertMany(documents, o -> o.ordered(ordered));
    }

    @Override
    public long drain() {
        long drained = 0;
        try (var cursor = corpus.find().cursor()) {
            while (cursor.hasNext()) {
                cursor.next();
                drained++;
            }
        }
        return drained;
    }

    @Override
    public void range(int from, int to, Consumer<Document> each) {
        corpus.find(and(gte("_id", from), lt("_id", to))).forEach(each);
    }

    @Override
    public long count(String collection) {
        return database.collection(collection).countDocuments();
    }

    /** Weft has no models: the writes are said while the call is made, so the loop over them counts. */
    @Override
    public Runnable collectionBulk(List<Write> writes) {
        return () -> corpus.bulkWrite(bulk -> writes.forEach(write -> add(bulk, write)));
    }

    @Override
    public Runnable clientBulk(List<Write> writes) {
        Map<String, MongoCollection<Document>> collections = new HashMap<>();
        writes.forEach(write -> collections.computeIfAbsent(write.collection(), database::collection));
        return () -> cluster.bulkWrite(bulk -> {
            for (var write : writes) {
                add(bulk.on(collections.getOrDefault(write.collection(), corpus)), write);
            }
        });
    }

    private static void add(BulkWrite<Document> bulk, Write write) {
        switch (write.kind()) {
            case INSERT -> bulk.insertOne(write.document());
            case REPLACE -> bulk.replaceOne(ANY, write.document());
            case DELETE -> bulk.deleteOne(ANY);
        }
    }

    @Override
    public Optional<Files> files() {
        return Optional.of(new Bucket(database.bucket()));
    }

    @Override
    public void close() {
        client.close();
    }

    private record Bucket(GridFsBucket bucket) implements Files {
        @Override
        public void reset() {
            bucket.drop();
            try (var one = bucket.openUpload("one")) {
                one.write(0);
            } catch (IOException closed) {
                throw new UncheckedIOException(closed);
            }
        }

        @Override
        public BsonValue upload(String name, InputStream from) throws IOException {
            return bucket.upload(name, from).id();
        }

        @Override
        public void download(BsonValue id, OutputStream to) throws IOException {
            bucket.download(FileKey.id(id), to);
        }
    }
}
