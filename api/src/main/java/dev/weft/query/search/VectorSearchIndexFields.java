package dev.weft.query.search;

import dev.weft.query.shape.Given;
import dev.weft.query.shape.Slots;
import java.util.function.Consumer;
import org.bson.conversions.Bson;

/** The fields of an index for vectors (MongoDB Vector Search manual, "How to Index Fields for Vector Search"). */
public final class VectorSearchIndexFields {
    private VectorSearchIndexFields() {}

    /**
     * A field with vectors.
     *
     * @param path the field
     * @param numDimensions how many numbers each has, 1 to 8192
     * @param similarity {@code "euclidean"}, {@code "cosine"} or {@code "dotProduct"}
     * @return a field
     * @throws IllegalArgumentException if the number is out of range
     */
    public static Bson vectorField(String path, int numDimensions, String similarity) {
        return vectorField(path, numDimensions, similarity, o -> {});
    }

    /**
     * A field with vectors.
     *
     * @param path the field
     * @param numDimensions how many numbers each has, 1 to 8192
     * @param similarity {@code "euclidean"}, {@code "cosine"} or {@code "dotProduct"}
     * @param o the options
     * @return a field
     * @throws IllegalArgumentException if the number is out of range
     */
    public static Bson vectorField(
            String path, int numDimensions, String similarity, Consumer<? super VectorFieldOptions> o) {
        var form = new VectorFieldOptions();
        o.accept(form);
        return field("vector", path)
                .with("numDimensions", (int) Given.within("numDimensions", numDimensions, 1, 8192))
                .with("similarity", Given.value("the similarity", similarity))
                .with(form.slots)
                .bson();
    }

    /**
     * {@return a field that {@code $vectorSearch} can filter by}
     *
     * @param path the field
     */
    public static Bson filterField(String path) {
        return field("filter", path).bson();
    }

    /**
     * A field with texts that the index embeds by itself.
     *
     * @param modality {@code "text"}
     * @param path the field
     * @param model such as {@code "voyage-4"}
     * @return a field
     */
    public static Bson autoEmbedField(String modality, String path, String model) {
        return new Slots()
                .with("type", "autoEmbed")
                .with("modality", Given.value("the modality", modality))
                .with("path", Given.value("the path", path))
                .with("model", Given.value("the model", model))
                .bson();
    }

    private static Slots field(String type, String path) {
        return new Slots().with("type", type).with("path", Given.value("the path", path));
    }
}
