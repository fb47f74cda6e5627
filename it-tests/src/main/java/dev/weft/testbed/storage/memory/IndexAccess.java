package dev.weft.testbed.storage.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * One way to use an index for a query.
 *
 * @param index its specification
 * @param bounds the keys that are looked at, by path
 * @param used the parts of the filter that those keys stand for
 * @param rest the parts that a document must be fetched for
 * @param multikey the paths that hold arrays
 * @param sorts whether documents come in the order that is asked for
 * @param backward whether they are read from the end
 */
record IndexAccess(
        BsonDocument index,
        Map<String, List<Interval>> bounds,
        List<Filter> used,
        List<Filter> rest,
        List<String> multikey,
        boolean sorts,
        boolean backward) {
    private static final List<String> OF_NO_USE = List.of("partialFilterExpression", "collation", "weights");

    /** The one that a server takes among several: the most paths that are fixed, then the most that are bounded, then the order. */
    static final Comparator<IndexAccess> BEST = Comparator.comparingLong(IndexAccess::points)
            .thenComparingLong(IndexAccess::bounded)
            .thenComparing(IndexAccess::sorts);

    /** How this index could be used; nothing if it is of a kind that is not understood here. */
    static Optional<IndexAccess> of(
            BsonDocument index, Filter.All filter, BsonDocument sort, List<BsonDocument> documents) {
        BsonDocument key = index.getDocument("key");
        boolean plain = OF_NO_USE.stream().noneMatch(index::containsKey)
                && key.values().stream().allMatch(BsonValue::isNumber)
                && key.keySet().stream().noneMatch(path -> path.contains("$"))
                && !BsonBoolean.TRUE.equals(index.get("hidden"));
        if (!plain) {
            return Optional.empty();
        }
        List<String> multikey = key.keySet().stream()
                .filter(path -> documents.stream().anyMatch(document -> Paths.isMultikey(document, path)))
                .toList();
        Map<String, List<Interval>> bounds = new LinkedHashMap<>();
        List<Filter> used = new ArrayList<>();
        List<Filter> rest = new ArrayList<>(filter.parts());
        for (String path : key.keySet()) {
            bounds.put(path, bound(path, filter, multikey.contains(path), used, rest));
        }
        var access = new IndexAccess(index, bounds, used, rest, multikey, false, false);
        int direction = sort.isEmpty() ? 0 : access.direction(sort);
        return Optional.of(new IndexAccess(index, bounds, used, rest, multikey, direction != 0, direction < 0));
    }

    private static List<Interval> bound(
            String path, Filter.All filter, boolean multikey, List<Filter> used, List<Filter> rest) {
        List<Interval> bound = List.of(Interval.ALL);
        boolean bounded = false;
        for (Filter part : filter.parts()) {
            Optional<List<Interval>> own =
                    part.path().equals(path) ? Interval.of(part) : Optional.<List<Interval>>empty();
            if (own.isEmpty()) {
                continue;
            }
            Optional<List<Interval>> both = bounded ? intersection(bound, own.get(), multikey) : own;
            if (both.isPresent()) {
                bound = both.get();
                bounded = true;
                used.add(part);
                if (isExact(part, multikey)) {
                    rest.remove(part);
                }
            }
        }
        return bound;
    }

    /** Not of an array, where each of two keys may meet one of the conditions. */
    private static Optional<List<Interval>> intersection(List<Interval> one, List<Interval> other, boolean multikey) {
        if (multikey || one.size() != 1 || other.size() != 1) {
            return Optional.empty();
        }
        return one.getFirst()
                .and(other.getFirst())
                .or(() -> other.getFirst().and(one.getFirst()))
                .map(List::of);
    }

    /** Whether a key says all about the part: null stands for what is not there, too, and an array has several keys. */
    private static boolean isExact(Filter part, boolean multikey) {
        return switch (part) {
            case Filter.Leaf leaf ->
                !leaf.operator().equals("$exists") && !leaf.value().isNull();
            case Filter.Not not -> !multikey;
            case Filter.All all -> false;
            case Filter.Some some -> false;
            case Filter.Other other -> false;
        };
    }

    /** 1 or -1 if the index, read so, has the order that is asked for; else 0. */
    private int direction(BsonDocument sort) {
        List<String> paths = List.copyOf(sort.keySet());
        int direction = 0;
        int place = 0;
        for (Map.Entry<String, BsonValue> field : index.getDocument("key").entrySet()) {
            if (place == paths.size()) {
                break;
            }
            String path = field.getKey();
            if (path.equals(paths.get(place))) {
                int way = Integer.signum(sort.getNumber(path).intValue())
                        * Integer.signum(((BsonNumber) field.getValue()).intValue());
                boolean free = !multikey.contains(path) || isFree(path);
                if (!free || (direction != 0 && way != direction)) {
                    return 0;
                }
                direction = way;
                place++;
            } else if (!isPoint(path)) {
                return 0;
            }
        }
        return place == paths.size() ? direction : 0;
    }

    private List<Interval> bound(String path) {
        return bounds.getOrDefault(path, List.of());
    }

    private boolean isPoint(String path) {
        return bound(path).size() == 1 && bound(path).getFirst().isPoint();
    }

    private boolean isFree(String path) {
        return bound(path).equals(List.of(Interval.ALL));
    }

    /** Whether it narrows the search: the first path of the index is in the filter. */
    boolean narrows() {
        String first = index.getDocument("key").getFirstKey();
        return used.stream().anyMatch(part -> part.path().equals(first));
    }

    long points() {
        return bounds.keySet().stream().takeWhile(this::isPoint).count();
    }

    long bounded() {
        return bounds.keySet().stream().filter(path -> !isFree(path)).count();
    }

    /** Whether each path has one interval, which can be counted from its first key to its last. */
    boolean isOneRange() {
        return rest.isEmpty()
                && bounds.values().stream().allMatch(bound -> bound.size() == 1)
                && bounds.keySet().stream().dropWhile(this::isPoint).skip(1).allMatch(this::isFree);
    }

    /** Whether at most one document can meet the filter, which asks for one value of a unique index and for nothing else. */
    boolean isOneKey(Filter.All filter) {
        return filter.parts().size() == 1
                && rest.isEmpty()
                && bounds.size() == 1
                && points() == 1
                && BsonBoolean.TRUE.equals(index.get("unique"));
    }

    /** How many of its keys a document has within the bounds of the first path, none of them counted twice. */
    int keys(BsonDocument document, Scratch scratch) {
        String first = index.getDocument("key").getFirstKey();
        List<BsonValue> keys = Paths.keys(document, first);
        if (keys.size() == 1) {
            return 1;
        }
        List<Filter> conditions =
                used.stream().filter(part -> part.path().equals(first)).toList();
        List<BsonDocument> candidates = new ArrayList<>();
        for (BsonValue key : keys) {
            candidates.add(nested(first, key).append("_id", new BsonInt32(candidates.size())));
        }
        return scratch.select(candidates, new Filter.All(conditions).document()).size();
    }

    private static BsonDocument nested(String path, BsonValue value) {
        int dot = path.indexOf('.');
        return dot < 0
                ? new BsonDocument(path, value)
                : new BsonDocument(path.substring(0, dot), nested(path.substring(dot + 1), value));
    }

    /** What all stages say that read an index. */
    BsonDocument details() {
        BsonDocument key = index.getDocument("key");
        var paths = new BsonDocument();
        key.keySet().forEach(path -> {
            var arrays = new BsonArray();
            if (multikey.contains(path)) {
                arrays.add(new BsonString(path));
            }
            paths.append(path, arrays);
        });
        BsonDocument details = new BsonDocument("keyPattern", key)
                .append("indexName", index.get("name"))
                .append("isMultiKey", BsonBoolean.valueOf(!multikey.isEmpty()));
        if (!key.containsKey("_id")) {
            details.append("multiKeyPaths", paths);
        }
        return details.append("isUnique", BsonBoolean.valueOf(index.containsKey("unique") || key.containsKey("_id")))
                .append("isSparse", BsonBoolean.valueOf(index.containsKey("sparse")))
                .append("isPartial", BsonBoolean.FALSE)
                .append("indexVersion", new BsonInt32(2));
    }

    BsonDocument boundsText() {
        var text = new BsonDocument();
        bounds.forEach((path, intervals) -> text.append(
                path,
                new BsonArray(intervals.stream()
                        .map(interval -> new BsonString(interval.text(backward)))
                        .toList())));
        return text;
    }

    /** The same as first and last key, for a count. */
    BsonDocument range() {
        var start = new BsonDocument();
        var end = new BsonDocument();
        boolean withStart = true;
        boolean withEnd = true;
        for (List<Interval> bound : bounds.values()) {
            Interval interval = bound.getFirst();
            start.append("" + start.size(), withStart ? interval.low() : Interval.ALL.high());
            end.append("" + end.size(), withEnd ? interval.high() : Interval.ALL.low());
            withStart &= interval.withLow();
            withEnd &= interval.withHigh();
        }
        return new BsonDocument("startKey", named(start))
                .append("startKeyInclusive", BsonBoolean.valueOf(withStart))
                .append("endKey", named(end))
                .append("endKeyInclusive", BsonBoolean.valueOf(withEnd));
    }

    private BsonDocument named(BsonDocument numbered) {
        var named = new BsonDocument();
        int place = 0;
        for (String path : bounds.keySet()) {
            named.append(path, Required.field(numbered, "" + place++));
        }
        return named;
    }
}
