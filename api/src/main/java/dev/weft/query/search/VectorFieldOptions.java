package dev.weft.query.search;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;

/** The form of {@link VectorSearchIndexFields#vectorField} (MongoDB Vector Search manual, "How to Index Fields for Vector Search"). */
public final class VectorFieldOptions {
    final Slots slots = new Slots();

    VectorFieldOptions() {}

    /**
     * Sets how vectors are made smaller.
     *
     * @param kind {@code "none"}, {@code "scalar"} or {@code "binary"}; none unless set
     * @return this form
     */
    public VectorFieldOptions quantization(String kind) {
        slots.with("quantization", Given.value("the kind", kind));
        return this;
    }

    /**
     * Sets how well the graph is made.
     *
     * @param maxEdges 16 to 64; 16 unless set
     * @param numEdgeCandidates 100 to 3200; 100 unless set
     * @return this form
     * @throws IllegalArgumentException if one is out of range
     */
    public VectorFieldOptions hnsw(int maxEdges, int numEdgeCandidates) {
        slots.with(
                "hnswOptions",
                new Slots()
                        .with("maxEdges", (int) Given.within("maxEdges", maxEdges, 16, 64))
                        .with("numEdgeCandidates", (int)
                                Given.within("numEdgeCandidates", numEdgeCandidates, 100, 3200))
                        .bson());
        return this;
    }

    /**
     * Sets a field that has no method here yet.
     *
     * @param field the field
     * @param value anything a codec can write
     * @return this form
     */
    public VectorFieldOptions option(String field, Object value) {
        slots.with(field, value);
        return this;
    }
}
