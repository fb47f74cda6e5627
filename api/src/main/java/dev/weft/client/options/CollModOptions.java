package dev.weft.client.options;

import dev.weft.Granularity;
import dev.weft.ValidationAction;
import dev.weft.ValidationLevel;
import java.time.Duration;
import java.util.List;
import org.bson.conversions.Bson;

/**
 * The form of {@code collMod}: what changes of a collection or view (server manual, "collMod"). What is not set stays.
 */
public interface CollModOptions extends CallOptions<CollModOptions> {
    /**
     * Changes what documents must be like.
     *
     * @param rules a filter; the empty one lets everything pass
     * @return this form
     */
    CollModOptions validator(Bson rules);

    /**
     * Changes which documents the validator is for.
     *
     * @param level the new level
     * @return this form
     */
    CollModOptions validationLevel(ValidationLevel level);

    /**
     * Changes what becomes of documents that the validator refuses.
     *
     * @param action the new action
     * @return this form
     */
    CollModOptions validationAction(ValidationAction action);

    /**
     * Changes whether change streams can show documents before and after a change. Since MongoDB 6.0.
     *
     * @param yes whether they can
     * @return this form
     */
    CollModOptions changeStreamPreAndPostImages(boolean yes);

    /**
     * Changes what a view shows.
     *
     * @param source the collection or view it is made of
     * @param pipeline how
     * @return this form
     */
    CollModOptions view(String source, List<? extends Bson> pipeline);

    /**
     * Changes after what time documents of a time series or clustered collection are deleted.
     *
     * @param age whole seconds, not negative
     * @return this form
     * @throws IllegalArgumentException when it is negative or no whole number of seconds
     */
    CollModOptions expireAfter(Duration age);

    /**
     * Changes how far apart measurements of a time series are; it can only grow.
     *
     * @param distance a coarser one than before
     * @return this form
     */
    CollModOptions granularity(Granularity distance);

    /**
     * Changes the size of a capped collection. Since MongoDB 6.0.
     *
     * @param bytes positive
     * @return this form
     * @throws IllegalArgumentException when the size is not positive
     */
    CollModOptions cappedSize(long bytes);

    /**
     * Changes how many documents a capped collection holds at most. Since MongoDB 6.0.
     *
     * @param documents 0 or less: any number
     * @return this form
     */
    CollModOptions cappedMax(long documents);

    /**
     * Hides an index from the query planner, or shows it again. Since MongoDB 4.4.
     *
     * @param name the name of the index
     * @param yes whether it is hidden
     * @return this form
     */
    CollModOptions hideIndex(String name, boolean yes);

    /**
     * Changes after what time a TTL index deletes documents.
     *
     * @param name the name of the index
     * @param age whole seconds, not negative
     * @return this form
     * @throws IllegalArgumentException when it is negative or no whole number of seconds
     */
    CollModOptions expireIndex(String name, Duration age);
}
