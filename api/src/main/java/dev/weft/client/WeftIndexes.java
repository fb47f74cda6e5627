package dev.weft.client;

import dev.weft.Namespace;
import dev.weft.ReadPreference;
import dev.weft.client.options.CollModOptions;
import dev.weft.client.options.CreateIndexesOptions;
import dev.weft.client.options.CreateSearchIndexesOptions;
import dev.weft.client.options.DropOptions;
import dev.weft.client.options.IndexBatch;
import dev.weft.client.options.IndexOptions;
import dev.weft.client.options.RenameOptions;
import dev.weft.client.options.SearchIndexBatch;
import dev.weft.client.options.SearchIndexOptions;
import dev.weft.client.options.UpdateSearchIndexOptions;
import dev.weft.client.options.ValidateOptions;
import dev.weft.core.operation.CatalogWrite;
import dev.weft.core.operation.Drop;
import dev.weft.core.operation.Options;
import dev.weft.core.operation.RunCommand;
import dev.weft.core.operation.Target;
import dev.weft.result.IndexInfo;
import dev.weft.result.SearchIndexInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The half of a collection that is about the collection itself: its indexes, its name, its rules.
 *
 * @param <T> what its documents become
 */
abstract class WeftIndexes<T> implements MongoCollection<T>, Wiring.Wired<MongoCollection<T>> {
    private static final BsonDocument NOTHING_MORE = new BsonDocument();

    @Override
    public final String createIndex(Bson keys) {
        return createIndex(keys, o -> {});
    }

    @Override
    public final String createIndex(Bson keys, Consumer<? super IndexOptions> o) {
        return createIndexes(b -> b.index(keys, o)).getFirst();
    }

    @Override
    public final List<String> createIndexes(Consumer<? super IndexBatch> items) {
        return createIndexes(items, o -> {});
    }

    @Override
    public final List<String> createIndexes(
            Consumer<? super IndexBatch> items, Consumer<? super CreateIndexesOptions> o) {
        var batch = new IndexForm.Batch(settings().codecs());
        items.accept(batch);
        if (batch.indexes().isEmpty()) {
            throw new IllegalArgumentException("createIndexes needs at least one index");
        }
        Options options = Form.fill(new CatalogForms.CreateIndexes(), o);
        var fields = new Document("indexes", batch.indexes());
        run(options, "createIndexes", fields, CatalogWrite.Kind.CONCERNED);
        return batch.names();
    }

    @Override
    public final ListIndexesQuery<IndexInfo> listIndexes() {
        return WeftIndexList.of(wiring(), namespace());
    }

    @Override
    public final Map<String, IndexInfo> indexInformation() {
        Map<String, IndexInfo> byName = new LinkedHashMap<>();
        listIndexes().forEach(index -> byName.put(index.name(), index));
        return byName;
    }

    @Override
    public final void dropIndex(String name) {
        dropIndex(name, o -> {});
    }

    @Override
    public final void dropIndex(String name, Consumer<? super DropOptions> o) {
        if (name.equals("*")) {
            throw new IllegalArgumentException("'*' would drop all indexes: use dropIndexes()");
        }
        dropIndexes(new Document("index", name), o);
    }

    @Override
    public final void dropIndex(Bson keys) {
        dropIndex(keys, o -> {});
    }

    @Override
    public final void dropIndex(Bson keys, Consumer<? super DropOptions> o) {
        dropIndexes(new Document("index", keys), o);
    }

    @Override
    public final void dropIndexes() {
        dropIndexes(o -> {});
    }

    @Override
    public final void dropIndexes(Consumer<? super DropOptions> o) {
        dropIndexes(new Document("index", "*"), o);
    }

    private void dropIndexes(Document which, Consumer<? super DropOptions> o) {
        run(Form.fill(new CatalogForms.Drop(), o), "dropIndexes", which, CatalogWrite.Kind.DROPS);
    }

    @Override
    public final void drop() {
        drop(o -> {});
    }

    @Override
    public final void drop(Consumer<? super DropOptions> o) {
        wiring().run(new Drop(target(Form.fill(new CatalogForms.Drop(), o))));
    }

    @Override
    public final String createSearchIndex(Bson definition) {
        return createSearchIndex(definition, o -> {});
    }

    @Override
    public final String createSearchIndex(Bson definition, Consumer<? super SearchIndexOptions> o) {
        List<String> names = createSearchIndexes(b -> b.index(definition, o));
        return names.isEmpty() ? "" : names.getFirst();
    }

    @Override
    public final List<String> createSearchIndexes(Consumer<? super SearchIndexBatch> items) {
        return createSearchIndexes(items, o -> {});
    }

    @Override
    public final List<String> createSearchIndexes(
            Consumer<? super SearchIndexBatch> items, Consumer<? super CreateSearchIndexesOptions> o) {
        var batch = new SearchIndexForm.Batch();
        items.accept(batch);
        Options options = Form.fill(new CatalogForms.CreateSearchIndexes(), o);
        var fields = new Document("indexes", batch.indexes());
        BsonDocument reply = run(options, "createSearchIndexes", fields, CatalogWrite.Kind.SEARCH);
        return reply.getArray("indexesCreated", new BsonArray()).stream()
                .map(made ->
                        made.asDocument().getString("name", new BsonString("")).getValue())
                .toList();
    }

    @Override
    public final ListSearchIndexesQuery<SearchIndexInfo> listSearchIndexes() {
        return WeftSearchIndexList.of(wiring(), namespace(), new Document());
    }

    @Override
    public final ListSearchIndexesQuery<SearchIndexInfo> listSearchIndexes(String name) {
        return WeftSearchIndexList.of(wiring(), namespace(), new Document("name", name));
    }

    @Override
    public final void updateSearchIndex(String name, Bson definition) {
        updateSearchIndex(name, definition, o -> {});
    }

    @Override
    public final void updateSearchIndex(String name, Bson definition, Consumer<? super UpdateSearchIndexOptions> o) {
        Options options = Form.fill(new CatalogForms.UpdateSearchIndex(), o);
        var fields = new Document("name", name).append("definition", definition);
        run(options, "updateSearchIndex", fields, CatalogWrite.Kind.SEARCH);
    }

    @Override
    public final void dropSearchIndex(String name) {
        dropSearchIndex(name, o -> {});
    }

    @Override
    public final void dropSearchIndex(String name, Consumer<? super DropOptions> o) {
        Options options = Form.fill(new CatalogForms.Drop(), o);
        run(options, "dropSearchIndex", new Document("name", name), CatalogWrite.Kind.DROPS_SEARCH);
    }

    @Override
    public final void rename(String newName) {
        rename(newName, o -> {});
    }

    @Override
    public final void rename(String newName, Consumer<? super RenameOptions> o) {
        Options options = Form.fill(new CatalogForms.Rename(), o);
        var to = new Namespace(namespace().database(), newName);
        var fields = new Document("to", to.fullName());
        Target admin = Target.database("admin", settings(), options);
        String from = namespace().fullName();
        wiring().run(new CatalogWrite(admin, "renameCollection", from, fields, CatalogWrite.Kind.CONCERNED));
    }

    @Override
    public final void collMod(Consumer<? super CollModOptions> o) {
        run(Form.fill(new CatalogForms.CollMod(), o), "collMod", NOTHING_MORE, CatalogWrite.Kind.CONCERNED);
    }

    @Override
    public final Document validate() {
        return validate(o -> {});
    }

    @Override
    public final Document validate(Consumer<? super ValidateOptions> o) {
        // As with all commands that are run as they are, the handle's read preference does not count.
        var settings = settings().with(s -> s.readPreference(ReadPreference.primary()));
        Target database = Target.database(namespace().database(), settings, Form.fill(new CatalogForms.Validate(), o));
        Bson command = new Document("validate", namespace().collection());
        return wiring().run(RunCommand.of(database, command, wiring().codec(Document.class)));
    }

    private BsonDocument run(Options options, String command, Bson fields, CatalogWrite.Kind kind) {
        return wiring().run(CatalogWrite.of(target(options), command, fields, kind));
    }

    final Target target(Options options) {
        return wiring().target(namespace(), options);
    }
}
