package dev.weft.client.options;

import dev.weft.Collation;
import java.time.Duration;
import org.bson.conversions.Bson;

/**
 * What an index is like (server manual, "createIndexes"). What is not set is left to the server.
 */
public interface IndexOptions {
    /**
     * Sets its name.
     *
     * @param name made of the keys unless set
     * @return this form
     */
    IndexOptions name(String name);

    /**
     * Sets whether no two documents may have the same values.
     *
     * @param yes false unless set
     * @return this form
     */
    IndexOptions unique(boolean yes);

    /**
     * Sets whether documents without the fields are left out.
     *
     * @param yes false unless set
     * @return this form
     */
    IndexOptions sparse(boolean yes);

    /**
     * Sets whether the query planner passes over it. Since MongoDB 4.4.
     *
     * @param yes false unless set
     * @return this form
     */
    IndexOptions hidden(boolean yes);

    /**
     * Makes it a TTL index, which deletes documents some time after the date they hold.
     *
     * @param age whole seconds, not negative
     * @return this form
     * @throws IllegalArgumentException when it is negative or no whole number of seconds
     */
    IndexOptions expireAfter(Duration age);

    /**
     * Sets which documents it holds.
     *
     * @param filter see {@link dev.weft.query.Filters}
     * @return this form
     */
    IndexOptions partialFilter(Bson filter);

    /**
     * Sets how strings are compared.
     *
     * @param rules the rules of a language
     * @return this form
     */
    IndexOptions collation(Collation rules);

    /**
     * Sets which fields a wildcard index on {@code $**} holds. Since MongoDB 4.2.
     *
     * @param fields see {@link dev.weft.query.Projections}
     * @return this form
     */
    IndexOptions wildcardProjection(Bson fields);

    /**
     * Sets how much the fields of a text index count.
     *
     * @param fields numbers from 1 to 99,999
     * @return this form
     */
    IndexOptions weights(Bson fields);

    /**
     * Sets the language of a text index.
     *
     * @param language {@code english} unless set
     * @return this form
     */
    IndexOptions defaultLanguage(String language);

    /**
     * Sets which field says the language of a document.
     *
     * @param field {@code language} unless set
     * @return this form
     */
    IndexOptions languageOverride(String field);

    /**
     * Sets the version of a text index.
     *
     * @param version 1 to 3
     * @return this form
     */
    IndexOptions textVersion(int version);

    /**
     * Sets the version of a 2dsphere index.
     *
     * @param version 1 to 3
     * @return this form
     */
    IndexOptions sphereVersion(int version);

    /**
     * Sets the precision of a 2d index.
     *
     * @param precision 1 to 32; 26 unless set
     * @return this form
     */
    IndexOptions bits(int precision);

    /**
     * Sets the lower bound of a 2d index.
     *
     * @param bound -180 unless set
     * @return this form
     */
    IndexOptions min(double bound);

    /**
     * Sets the upper bound of a 2d index.
     *
     * @param bound 180 unless set
     * @return this form
     */
    IndexOptions max(double bound);

    /**
     * Sets options of the storage engine.
     *
     * @param settings such as {@code {wiredTiger: {configString: "..."}}}
     * @return this form
     */
    IndexOptions storageEngine(Bson settings);

    /**
     * Sends a field as it is, for servers newer than this driver.
     *
     * @param field the field of the index's document
     * @param value anything a codec can write
     * @return this form
     */
    IndexOptions option(String field, Object value);
}
