package dev.weft.client;

import dev.weft.Granularity;
import dev.weft.ValidationAction;
import dev.weft.ValidationLevel;
import dev.weft.client.options.CollModOptions;
import dev.weft.client.options.CollectionOptions;
import dev.weft.client.options.CreateIndexesOptions;
import dev.weft.client.options.CreateSearchIndexesOptions;
import dev.weft.client.options.DropOptions;
import dev.weft.client.options.RenameOptions;
import dev.weft.client.options.TimeSeriesOptions;
import dev.weft.client.options.UpdateSearchIndexOptions;
import dev.weft.client.options.ValidateOptions;
import dev.weft.client.options.ViewOptions;
import dev.weft.core.operation.Field;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The forms of the calls that change what a database holds. What servers call differently is sent under the server's name. */
final class CatalogForms {
    private CatalogForms() {}

    static final class Rename extends Form<RenameOptions> implements RenameOptions {
        @Override
        public RenameOptions dropTarget(boolean yes) {
            return option("dropTarget", yes);
        }
    }

    static final class Drop extends Form<DropOptions> implements DropOptions {}

    static final class CreateSearchIndexes extends Form<CreateSearchIndexesOptions>
            implements CreateSearchIndexesOptions {}

    static final class UpdateSearchIndex extends Form<UpdateSearchIndexOptions> implements UpdateSearchIndexOptions {}

    static final class Validate extends Form<ValidateOptions> implements ValidateOptions {
        @Override
        public ValidateOptions full(boolean yes) {
            return option("full", yes);
        }
    }

    static final class View extends Form<ViewOptions> implements ViewOptions {}

    static final class CreateIndexes extends Form<CreateIndexesOptions> implements CreateIndexesOptions {
        @Override
        public CreateIndexesOptions commitQuorum(Object members) {
            return set(Field.COMMIT_QUORUM, members);
        }
    }

    static final class Create extends Form<CollectionOptions> implements CollectionOptions {
        @Override
        public CollectionOptions capped(long bytes) {
            return option("capped", true).option("size", Ranges.positive("size of a capped collection", bytes));
        }

        @Override
        public CollectionOptions maxDocuments(long count) {
            return option("max", Ranges.positive("maxDocuments", count));
        }

        @Override
        public CollectionOptions timeSeries(String timeField) {
            return timeSeries(timeField, o -> {});
        }

        @Override
        public CollectionOptions timeSeries(String timeField, Consumer<? super TimeSeriesOptions> o) {
            var series = new TimeSeries(new Document("timeField", timeField));
            o.accept(series);
            return option("timeseries", series.fields);
        }

        @Override
        public CollectionOptions clusteredIndex(String name) {
            return option(
                    "clusteredIndex",
                    new Document("key", new Document("_id", 1))
                            .append("unique", true)
                            .append("name", name));
        }

        @Override
        public CollectionOptions expireAfter(Duration age) {
            return option("expireAfterSeconds", Ranges.seconds("expireAfter", age));
        }

        @Override
        public CollectionOptions validator(Bson rules) {
            return option("validator", rules);
        }

        @Override
        public CollectionOptions validationLevel(ValidationLevel level) {
            return option("validationLevel", level.word());
        }

        @Override
        public CollectionOptions validationAction(ValidationAction action) {
            return option("validationAction", action.word());
        }

        @Override
        public CollectionOptions changeStreamPreAndPostImages(boolean yes) {
            return option("changeStreamPreAndPostImages", new Document("enabled", yes));
        }

        @Override
        public CollectionOptions storageEngine(Bson settings) {
            return option("storageEngine", settings);
        }

        @Override
        public CollectionOptions indexOptionDefaults(Bson defaults) {
            return option("indexOptionDefaults", defaults);
        }
    }

    private record TimeSeries(Document fields) implements TimeSeriesOptions {
        private TimeSeriesOptions with(String field, Object value) {
            fields.put(field, value);
            return this;
        }

        @Override
        public TimeSeriesOptions metaField(String field) {
            return with("metaField", field);
        }

        @Override
        public TimeSeriesOptions granularity(Granularity distance) {
            return with("granularity", distance.word());
        }

        @Override
        public TimeSeriesOptions bucketMaxSpan(Duration span) {
            return with(
                    "bucketMaxSpanSeconds", Ranges.positive("bucketMaxSpan", Ranges.seconds("bucketMaxSpan", span)));
        }

        @Override
        public TimeSeriesOptions bucketRounding(Duration interval) {
            return with(
                    "bucketRoundingSeconds",
                    Ranges.positive("bucketRounding", Ranges.seconds("bucketRounding", interval)));
        }
    }

    static final class CollMod extends Form<CollModOptions> implements CollModOptions {
        @Override
        public CollModOptions validator(Bson rules) {
            return option("validator", rules);
        }

        @Override
        public CollModOptions validationLevel(ValidationLevel level) {
            return option("validationLevel", level.word());
        }

        @Override
        public CollModOptions validationAction(ValidationAction action) {
            return option("validationAction", action.word());
        }

        @Override
        public CollModOptions changeStreamPreAndPostImages(boolean yes) {
            return option("changeStreamPreAndPostImages", new Document("enabled", yes));
        }

        @Override
        public CollModOptions view(String source, List<? extends Bson> pipeline) {
            return option("viewOn", source).option("pipeline", List.copyOf(pipeline));
        }

        @Override
        public CollModOptions expireAfter(Duration age) {
            return option("expireAfterSeconds", Ranges.seconds("expireAfter", age));
        }

        @Override
        public CollModOptions granularity(Granularity distance) {
            return option("timeseries", new Document("granularity", distance.word()));
        }

        @Override
        public CollModOptions cappedSize(long bytes) {
            return option("cappedSize", Ranges.positive("cappedSize", bytes));
        }

        @Override
        public CollModOptions cappedMax(long documents) {
            return option("cappedMax", documents);
        }

        /** What changes of an index: one, by its name. */
        private final Document index = new Document();

        private CollModOptions index(String name, String field, Object value) {
            Object before = index.putIfAbsent("name", name);
            if (before != null && !before.equals(name)) {
                throw new IllegalArgumentException(
                        "collMod changes one index, not both " + before + " and " + name + ": call it twice");
            }
            index.put(field, value);
            return option("index", index);
        }

        @Override
        public CollModOptions hideIndex(String name, boolean yes) {
            return index(name, "hidden", yes);
        }

        @Override
        public CollModOptions expireIndex(String name, Duration age) {
            return index(name, "expireAfterSeconds", Ranges.seconds("expireIndex", age));
        }
    }
}
