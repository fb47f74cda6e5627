package dev.weft.client;

import dev.weft.DBRef;
import dev.weft.Namespace;
import dev.weft.ReadPreference;
import dev.weft.client.gridfs.GridFsBucket;
import dev.weft.client.options.BucketOptions;
import dev.weft.client.options.CollectionOptions;
import dev.weft.client.options.CommandOptions;
import dev.weft.client.options.ViewOptions;
import dev.weft.core.execute.OperationRunner;
import dev.weft.core.operation.CatalogWrite;
import dev.weft.core.operation.Drop;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.RunCommand;
import dev.weft.core.operation.Target;
import dev.weft.result.CollectionInfo;
import dev.weft.settings.HandleOptions;
import dev.weft.settings.HandleSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A database. */
final class WeftDatabase implements MongoDatabase, Wiring.Wired<MongoDatabase> {
    private final Wiring wiring;
    private final String name;
    /** What commands of the whole database go to. */
    private final Namespace whole;

    WeftDatabase(Wiring wiring, String name) {
        this.wiring = wiring;
        this.name = Namespace.checkDatabase(name);
        this.whole = new Namespace(name, Target.NO_COLLECTION);
    }

    @Override
    public Wiring wiring() {
        return wiring;
    }

    @Override
    public MongoDatabase rewired(Wiring other) {
        return new WeftDatabase(other, name);
    }

    @Override
    public HandleSettings settings() {
        return wiring.settings();
    }

    @Override
    public MongoDatabase with(Consumer<? super HandleOptions> changes) {
        return rewired(wiring.with(changes));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void drop() {
        OperationRunner runner = wiring.engine().runner();
        var drop = new Drop(wiring.target(whole, Options.NONE));
        runner.run(drop, runner.call(drop, wiring.bound()));
    }

    @Override
    public MongoCollection<Document> collection(String collection) {
        return collection(collection, Document.class);
    }

    @Override
    public <T> MongoCollection<T> collection(String collection, Class<T> type) {
        return new WeftCollection<>(wiring, new Namespace(name, collection), type);
    }

    @Override
    public ListCollectionsQuery<CollectionInfo> listCollections() {
        return WeftList.of(wiring, name);
    }

    @Override
    public List<String> collectionNames() {
        return WeftList.of(wiring, name).namesOnly().toList().stream()
                .map(CollectionInfo::name)
                .toList();
    }

    @Override
    public void createCollection(String collection) {
        createCollection(collection, o -> {});
    }

    @Override
    public void createCollection(String collection, Consumer<? super CollectionOptions> o) {
        create(collection, new Document(), Form.fill(new CatalogForms.Create(), o));
    }

    @Override
    public void createView(String view, String source, List<? extends Bson> pipeline) {
        createView(view, source, pipeline, o -> {});
    }

    @Override
    public void createView(String view, String source, List<? extends Bson> pipeline, Consumer<? super ViewOptions> o) {
        Document fields = new Document("viewOn", source).append("pipeline", List.copyOf(pipeline));
        create(view, fields, Form.fill(new CatalogForms.View(), o));
    }

    private void create(String collection, Document fields, Options options) {
        Target target = wiring.target(new Namespace(name, collection), options);
        wiring.run(CatalogWrite.of(target, "create", fields, CatalogWrite.Kind.CONCERNED));
    }

    @Override
    public Optional<Document> dereference(DBRef reference) {
        MongoDatabase database = reference.database().isEmpty()
                ? this
                : new WeftDatabase(wiring, reference.database().get());
        return database.collection(reference.collection())
                .find(new Document("_id", reference.id()))
                .first();
    }

    @Override
    public CommandQuery<Document> runCursorCommand(Bson command) {
        return new WeftCommand<>(
                wiring,
                whole,
                Options.NONE,
                new WeftCommand.Asked(command, ReadPreference.primary()),
                wiring.codec(Document.class));
    }

    @Override
    public Document runCommand(Bson command) {
        return runCommand(command, Document.class);
    }

    @Override
    public Document runCommand(Bson command, Consumer<? super CommandOptions> o) {
        return runCommand(command, Document.class, o);
    }

    @Override
    public <R> R runCommand(Bson command, Class<R> type) {
        return runCommand(command, type, o -> {});
    }

    @Override
    public <R> R runCommand(Bson command, Class<R> type, Consumer<? super CommandOptions> o) {
        var form = new Forms.Command();
        Options options = Form.fill(form, o);
        // The handle's preference does not count here (run command specification).
        ReadPreference preference = form.preference();
        HandleSettings own = wiring.settings();
        HandleSettings settings =
                own.readPreference().equals(preference) ? own : own.with(s -> s.readPreference(preference));
        OperationRunner runner = wiring.engine().runner();
        var operation = RunCommand.of(new Target(whole, settings, options), command, wiring.codec(type));
        return runner.run(operation, runner.call(operation, wiring.bound()));
    }

    @Override
    public AggregateQuery<Document> aggregate(Bson... stages) {
        return aggregate(List.of(stages));
    }

    @Override
    public AggregateQuery<Document> aggregate(List<? extends Bson> pipeline) {
        return new WeftAggregate<>(wiring, whole, Options.NONE, pipeline, wiring.codec(Document.class));
    }

    @Override
    public GridFsBucket bucket() {
        return bucket("fs");
    }

    @Override
    public GridFsBucket bucket(String bucket) {
        return bucket(bucket, o -> {});
    }

    @Override
    public GridFsBucket bucket(String bucket, Consumer<? super BucketOptions> o) {
        var form = new BucketForms.Bucket();
        o.accept(form);
        return new WeftBucket(wiring, name, bucket, form.chunkSize());
    }

    @Override
    public String toString() {
        return "MongoDatabase " + name;
    }
}
