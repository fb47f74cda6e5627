package dev.weft.query.search;

import dev.weft.query.shape.Fields;
import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.List;
import org.bson.conversions.Bson;

/** What is gathered of all that a search finds (MongoDB Search manual, "facet"). */
public final class SearchCollectors {
    private SearchCollectors() {}

    /**
     * How many documents there are of each value or range, of all that an operator finds.
     *
     * @param operator see {@link SearchOperators}
     * @param facets at least one, see {@link SearchFacet}
     * @return a collector
     * @throws IllegalArgumentException if there is none
     */
    public static Bson facet(Bson operator, Bson... facets) {
        return facet(operator, Given.list("the facets", facets));
    }

    /**
     * How many documents there are of each value or range, of all that an operator finds.
     *
     * @param operator see {@link SearchOperators}
     * @param facets at least one, see {@link SearchFacet}
     * @return a collector
     * @throws IllegalArgumentException if there is none
     */
    public static Bson facet(Bson operator, List<? extends Bson> facets) {
        return Fields.one(
                "facet",
                new Slots()
                        .with("operator", Given.value("the operator", operator))
                        .with("facets", Fields.joined(Given.some("the facets", facets)))
                        .bson());
    }

    /**
     * How many documents there are of each value or range, of all there are.
     *
     * @param facets at least one, see {@link SearchFacet}
     * @return a collector
     * @throws IllegalArgumentException if there is none
     */
    public static Bson facet(List<? extends Bson> facets) {
        return Fields.one("facet", Fields.one("facets", Fields.joined(Given.some("the facets", facets))));
    }
}
