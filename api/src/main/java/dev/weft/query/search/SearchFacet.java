package dev.weft.query.search;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.time.Instant;
import java.util.List;
import org.bson.conversions.Bson;

/** One facet of {@link SearchCollectors#facet} (MongoDB Search manual, "facet"). */
public final class SearchFacet {
    private SearchFacet() {}

    /**
     * {@return a facet: by the ten most frequent values of a text}
     *
     * @param name the facet's name in the answer
     * @param path the field, indexed for facets of texts
     */
    public static Bson stringFacet(String name, String path) {
        return facet(name, "string", path, new Slots());
    }

    /**
     * By the most frequent values of a text.
     *
     * @param name the facet's name
     * @param path the field
     * @param numBuckets how many values, 1 to 1000
     * @return a facet
     * @throws IllegalArgumentException if the number is out of range
     */
    public static Bson stringFacet(String name, String path, int numBuckets) {
        int buckets = (int) Given.within("numBuckets", numBuckets, 1, 1000);
        return facet(name, "string", path, new Slots().with("numBuckets", buckets));
    }

    /**
     * {@return a facet: by ranges of a number; two boundaries or more, ascending}
     *
     * @param name the facet's name in the answer
     * @param path the field, indexed for facets of numbers
     * @param boundaries the ends of the ranges; each belongs to the range it begins
     */
    public static Bson numberFacet(String name, String path, List<? extends Number> boundaries) {
        return facet(name, "number", path, bounded(boundaries));
    }

    /**
     * By ranges of a number.
     *
     * @param name the facet's name
     * @param path the field
     * @param boundaries two or more, ascending
     * @param defaultBucket the name of the bucket of all others
     * @return a facet
     * @throws IllegalArgumentException if there are less than two boundaries
     */
    public static Bson numberFacet(String name, String path, List<? extends Number> boundaries, String defaultBucket) {
        return facet(name, "number", path, bounded(boundaries).with("default", Given.value("the name", defaultBucket)));
    }

    /**
     * {@return a facet: by ranges of a date; two boundaries or more, ascending}
     *
     * @param name the facet's name in the answer
     * @param path the field, indexed for facets of dates
     * @param boundaries the ends of the ranges; each belongs to the range it begins
     */
    public static Bson dateFacet(String name, String path, List<Instant> boundaries) {
        return facet(name, "date", path, bounded(boundaries));
    }

    /**
     * By ranges of a date.
     *
     * @param name the facet's name
     * @param path the field
     * @param boundaries two or more, ascending
     * @param defaultBucket the name of the bucket of all others
     * @return a facet
     * @throws IllegalArgumentException if there are less than two boundaries
     */
    public static Bson dateFacet(String name, String path, List<Instant> boundaries, String defaultBucket) {
        return facet(name, "date", path, bounded(boundaries).with("default", Given.value("the name", defaultBucket)));
    }

    /**
     * A facet that has no method here yet.
     *
     * @param name the facet's name
     * @param specification what the server takes
     * @return a facet: {@code {name: specification}}
     */
    public static Bson of(String name, Bson specification) {
        return Fields.one(name, specification);
    }

    private static Bson facet(String name, String type, String path, Slots slots) {
        return Fields.one(
                name,
                new Slots()
                        .with("type", type)
                        .with("path", Given.value("the path", path))
                        .with(slots)
                        .bson());
    }

    private static Slots bounded(List<?> boundaries) {
        if (Given.list("the boundaries", boundaries).size() < 2) {
            throw new IllegalArgumentException(boundaries + " bound no bucket: give two boundaries or more");
        }
        return new Slots().with("boundaries", boundaries);
    }
}
