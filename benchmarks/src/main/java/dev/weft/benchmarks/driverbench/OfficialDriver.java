package dev.weft.benchmarks.driverbench;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoNamespace;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import com.mongodb.client.model.bulk.ClientNamespacedWriteModel;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonObjectId;
import org.bson.BsonValue;
import org.bson.ByteBufNIO;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.io.ByteBufferBsonInput;

/** The official sync driver. */
final class OfficialDriver implements Driver {
    private static final Document ANY = new Document();
    private static final EncoderContext ENCODER = EncoderContext.builder().build();
    private static final DecoderContext DECODER = DecoderContext.builder().build();

    private final Codec<Document> codec =
            MongoClientSettings.getDefaultCodecRegistry().get(Document.class);
    private final BasicOutputBuffer out = new BasicOutputBuffer();
    private final MongoClient client;
    private final MongoDatabase database;
    private final MongoCollection<Document> corpus;

    OfficialDriver(String uri) {
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .writeConcern(WriteConcern.W1)
                .build());
        database = client.getDatabase("perftest_sync");
        corpus = database.getCollection("corpus");
    }

    @Override
    public int encode(Document document) {
        out.truncateToPosition(0);
        try (var writer = new BsonBinaryWriter(out)) {
            codec.encode(writer, document, ENCODER);
        }
        return out.getPosition();
    }

    @Override
    public Decoding decoding(byte[] bytes) {
        return () -> {
            try (var reader = new BsonBinaryReader(new ByteBufferBsonInput(new ByteBufNIO(ByteBuffer.wrap(bytes))))) {
                return codec.decode(reader, DECODER);
            }
        };
    }

    @Override
    public void dropDatabase() {
        database.drop();
    }

    @Override
    public void create(String collection) {
        database.getCollection(collection).drop();
        database.createCollection(collection);
    }

    @Override
    public Document runCommand(Document command) {
        return database.runCommand(command);
    }

    @Override
    public Optional<Document> findById(int id) {
        return Optional.ofNullable(corpus.find(Filters.eq("_id", id)).first());
    }

    @Override
    public void insertOne(Document document) {
        corpus.insertOne(document);
    }

    @Override
    public void insertMany(List<Document> documents, boolean ordered) {
        corpus.insertMany(documents, new InsertManyOptions().ordered(ordered));
    }

    @Override
    public long drain() {
        long drained = 0;
        try (var cursor = corpus.find().iterator()) {
            while (cursor.hasNext()) {
                cursor.next();
                drained++;
            }
        }
        return drained;
    }

    @Override
    public void range(int from, int to, Consumer<Document> each) {
        corpus.find(Filters.and(Filters.gte("_id", from), Filters.lt("_id", to)))
                .forEach(each);
    }

    @Override
    public long count(String collection) {
        return database.getCollection(collection).countDocuments();
    }

    @Override
    public Runnable collectionBulk(List<Write> writes) {
        var models = writes.stream().map(OfficialDriver::model).toList();
        return () -> corpus.bulkWrite(models);
    }

    private static WriteModel<Document> model(Write write) {
        return switch (write.kind()) {
            case INSERT -> new InsertOneModel<>(write.document());
            case REPLACE -> new ReplaceOneModel<>(ANY, write.document());
            case DELETE -> new DeleteOneModel<>(ANY);
        };
    }

    @Override
    public Runnable clientBulk(List<Write> writes) {
        var models = writes.stream().map(this::namespacedModel).toList();
        return () -> client.bulkWrite(models);
    }

    private ClientNamespacedWriteModel namespacedModel(Write write) {
        var namespace = new MongoNamespace(database.getName(), write.collection());
        return switch (write.kind()) {
            case INSERT -> ClientNamespacedWriteModel.insertOne(namespace, write.document());
            case REPLACE -> ClientNamespacedWriteModel.replaceOne(namespace, ANY, write.document());
            case DELETE -> ClientNamespacedWriteModel.deleteOne(namespace, ANY);
        };
    }

    @Override
    public Optional<Files> files() {
        return Optional.of(new Bucket(GridFSBuckets.create(database)));
    }

    @Override
    public void close() {
        client.close();
    }

    private record Bucket(GridFSBucket bucket) implements Files {
        @Override
        public void reset() {
            bucket.drop();
            bucket.uploadFromStream("one", new ByteArrayInputStream(new byte[1]));
        }

        @Override
        public BsonValue upload(String name, InputStream from) {
            return new BsonObjectId(bucket.uploadFromStream(name, from));
        }

        @Override
        public void download(BsonValue id, OutputStream to) {
            bucket.downloadToStream(id, to);
        }
    }
}
