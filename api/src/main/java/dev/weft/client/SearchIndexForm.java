package dev.weft.client;

import dev.weft.client.options.SearchIndexBatch;
import dev.weft.client.options.SearchIndexOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What one search index is like: a document as the server wants it. */
record SearchIndexForm(Document fields) implements SearchIndexOptions {
    /** Collects search indexes. */
    record Batch(List<Document> indexes) implements SearchIndexBatch {
        Batch() {
            this(new ArrayList<>());
        }

        @Override
        public SearchIndexBatch index(Bson definition) {
            return index(definition, o -> {});
        }

        @Override
        public SearchIndexBatch index(Bson definition, Consumer<? super SearchIndexOptions> o) {
            var form = new SearchIndexForm(new Document("definition", definition));
            o.accept(form);
            indexes.add(form.fields);
            return this;
        }
    }

    @Override
    public SearchIndexOptions name(String name) {
        fields.put("name", name);
        return this;
    }

    @Override
    public SearchIndexOptions type(String type) {
        fields.put("type", type);
        return this;
    }
}
