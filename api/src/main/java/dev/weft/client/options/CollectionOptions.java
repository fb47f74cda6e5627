package dev.weft.client.options;

import dev.weft.Collation;
import dev.weft.ValidationAction;
import dev.weft.ValidationLevel;
import java.time.Duration;
import java.util.function.Consumer;
import org.bson.conversions.Bson;

/**
 * The form of {@code createCollection} (server manual, "create"). What is not set is left to the server.
 */
public interface CollectionOptions extends CallOptions<CollectionOptions> {
    /**
     * Makes it a capped collection, in which new documents push out the oldest.
     *
     * @param bytes its size, positive
     * @return this form
     * @throws IllegalArgumentException when the size is not positive
     */
    CollectionOptions capped(long bytes);

    /**
     * Sets how many documents a capped collection holds at most.
     *
     * @param count positive
     * @return this form
     * @throws IllegalArgumentException when the count is not positive
     */
    CollectionOptions maxDocuments(long count);

    /**
     * Makes it a time series collection. Since MongoDB 5.0.
     *
     * @param timeField the field that holds the time of each measurement
     * @return this form
     */
    CollectionOptions timeSeries(String timeField);

    /**
     * Makes it a time series collection. Since MongoDB 5.0.
     *
     * @param timeField the field that holds the time of each measurement
     * @param o fills in the form
     * @return this form
     */
    CollectionOptions timeSeries(String timeField, Consumer<? super TimeSeriesOptions> o);

    /**
     * Stores the documents in the order of their {@code _id}. Since MongoDB 5.3.
     *
     * @param name the name of the clustered index
     * @return this form
     */
    CollectionOptions clusteredIndex(String name);

    /**
     * Sets after what time documents of a time series or clustered collection are deleted.
     *
     * @param age whole seconds, not negative
     * @return this form
     * @throws IllegalArgumentException when it is negative or no whole number of seconds
     */
    CollectionOptions expireAfter(Duration age);

    /**
     * Sets what documents must be like.
     *
     * @param rules a filter, such as {@link dev.weft.query.Filters#jsonSchema} makes
     * @return this form
     */
    CollectionOptions validator(Bson rules);

    /**
     * Sets which documents the validator is for.
     *
     * @param level {@link ValidationLevel#STRICT} unless set
     * @return this form
     */
    CollectionOptions validationLevel(ValidationLevel level);

    /**
     * Sets what becomes of documents that the validator refuses.
     *
     * @param action {@link ValidationAction#ERROR} unless set
     * @return this form
     */
    CollectionOptions validationAction(ValidationAction action);

    /**
     * Sets how strings are compared unless an operation says otherwise.
     *
     * @param rules the rules of a language
     * @return this form
     */
    CollectionOptions collation(Collation rules);

    /**
     * Sets whether change streams can show documents before and after a change. Since MongoDB 6.0.
     *
     * @param yes false unless set
     * @return this form
     */
    CollectionOptions changeStreamPreAndPostImages(boolean yes);

    /**
     * Sets options of the storage engine.
     *
     * @param settings such as {@code {wiredTiger: {configString: "..."}}}
     * @return this form
     */
    CollectionOptions storageEngine(Bson settings);

    /**
     * Sets options that its indexes have unless told otherwise.
     *
     * @param defaults such as {@code {storageEngine: {...}}}
     * @return this form
     */
    CollectionOptions indexOptionDefaults(Bson defaults);
}
