package dev.weft.unified.match;

import dev.weft.unified.file.MalformedFileException;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The rules of "Evaluating Matches". A root document may have more keys than expected, a nested one may not; the order of keys does
 * not matter, that of elements does.
 */
public final class Matcher {
    private final Operators operators;

    public Matcher(Named entities) {
        operators = new Operators(this, entities);
    }

    /** Matches as a root document; null stands for what is not there. */
    public void root(String path, BsonValue expected, @Nullable BsonValue actual) {
        match(path, expected, actual, true);
    }

    /** Matches as a value inside something. */
    public void nested(String path, BsonValue expected, @Nullable BsonValue actual) {
        match(path, expected, actual, false);
    }

    /** Matches what an iterable gave: as many elements as expected, each a root document. */
    public void iterated(String path, BsonValue expected, List<? extends BsonValue> actual) {
        if (!expected.isArray()) {
            root(path, expected, new BsonArray(actual));
            return;
        }
        elements(path, expected.asArray(), actual, true);
    }

    public boolean matchesRoot(BsonValue expected, @Nullable BsonValue actual) {
        try {
            root("value", expected, actual);
            return true;
        } catch (Mismatch different) {
            return false;
        }
    }

    void match(String path, BsonValue expected, @Nullable BsonValue actual, boolean root) {
        if (Operators.isOperator(expected)) {
            operators.apply(path, expected.asDocument(), actual, root);
            return;
        }
        if (actual == null) {
            throw new Mismatch(path, "is missing, expected " + Shown.of(expected));
        }
        switch (expected) {
            case BsonDocument document -> document(path, document, actual, root);
            case BsonArray array -> {
                if (!actual.isArray()) {
                    throw new Mismatch(path, "is " + Shown.of(actual) + ", expected an array");
                }
                elements(path, array, actual.asArray(), false);
            }
            default -> {
                if (!Scalars.equal(expected, actual)) {
                    throw new Mismatch(path, "is " + Shown.of(actual) + ", expected " + Shown.of(expected));
                }
            }
        }
    }

    private void document(String path, BsonDocument expected, BsonValue actual, boolean root) {
        if (!actual.isDocument()) {
            throw new Mismatch(path, "is " + Shown.of(actual) + ", expected a document");
        }
        BsonDocument given = actual.asDocument();
        for (Map.Entry<String, BsonValue> entry : expected.entrySet()) {
            if (entry.getKey().startsWith("$$")) {
                throw new MalformedFileException(path, entry.getKey() + " stands beside other keys");
            }
            match(path + "." + entry.getKey(), entry.getValue(), given.get(entry.getKey()), false);
        }
        if (root) {
            return;
        }
        for (Map.Entry<String, BsonValue> entry : given.entrySet()) {
            if (!expected.containsKey(entry.getKey())) {
                throw new Mismatch(
                        path + "." + entry.getKey(), "is " + Shown.of(entry.getValue()) + ", expected to be absent");
            }
        }
    }

    private void elements(String path, BsonArray expected, List<? extends BsonValue> actual, boolean root) {
        if (expected.size() != actual.size()) {
            throw new Mismatch(
                    path,
                    "has " + actual.size() + " elements, expected " + expected.size() + ": " + Shown.ofAll(actual));
        }
        for (int i = 0; i < expected.size(); i++) {
            match(path + "[" + i + "]", expected.get(i), actual.get(i), root);
        }
    }
}
