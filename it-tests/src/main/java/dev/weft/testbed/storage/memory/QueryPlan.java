package dev.weft.testbed.storage.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** How a server would come to the documents of a query, and what it would look at on the way. */
final class QueryPlan {
    private static final BsonDocument NOTHING = new BsonDocument();

    private final Scratch scratch;
    private final Query query;
    private final List<BsonDocument> documents;
    private final List<BsonDocument> indexes;

    /**
     * What is asked for.
     *
     * @param filter which documents
     * @param sort in which order
     * @param skip how many not
     * @param limit how many at most; 0 for all
     * @param projection what of them
     * @param hint by which index
     * @param collates whether strings are compared by rules that no index here has
     */
    record Query(
            Filter.All filter,
            BsonDocument sort,
            int skip,
            int limit,
            BsonDocument projection,
            Optional<BsonValue> hint,
            boolean collates) {
        static Query of(BsonDocument command, String filter) {
            return new Query(
                    Filter.of(command.getDocument(filter, NOTHING)),
                    command.getDocument("sort", NOTHING),
                    number(command.get("skip")),
                    number(command.get("limit")),
                    command.getDocument("projection", NOTHING),
                    Optional.ofNullable(command.get("hint")).filter(hint -> !hint.equals(NOTHING)),
                    command.containsKey("collation"));
        }

        private static int number(@Nullable BsonValue value) {
            return value instanceof BsonNumber number ? Math.abs(number.intValue()) : 0;
        }

        /** The filter asks for one id and nothing else. */
        boolean isById() {
            return filter.parts().size() == 1
                    && filter.parts().getFirst() instanceof Filter.Leaf leaf
                    && leaf.path().equals("_id")
                    && leaf.operator().equals("$eq")
                    && hint.isEmpty()
                    && !collates
                    && Interval.of(leaf).isPresent();
        }

        private boolean isNatural() {
            return hint.isPresent() && hint.get() instanceof BsonDocument order && order.containsKey("$natural");
        }
    }

    QueryPlan(Scratch scratch, Query query, List<BsonDocument> documents, List<BsonDocument> indexes) {
        this.scratch = scratch;
        this.query = query;
        this.documents = documents;
        this.indexes = indexes;
    }

    /** The way through the best index, if there is one. */
    Optional<IndexAccess> index() {
        if (query.isNatural() || query.collates) {
            return Optional.empty();
        }
        return indexes.stream()
                .filter(this::isAllowed)
                .flatMap(index -> IndexAccess.of(index, query.filter, query.sort, documents).stream())
                .filter(access -> access.narrows() || access.sorts() || query.hint.isPresent())
                // Of equal ones the first wins, which max does not promise.
                .reduce((one, other) -> IndexAccess.BEST.compare(other, one) > 0 ? other : one);
    }

    private boolean isAllowed(BsonDocument index) {
        return query.hint.isEmpty()
                || query.hint.get().equals(index.get("name"))
                || IndexSpecs.equal(query.hint.get(), index.get("key"));
    }

    List<BsonDocument> matching() {
        return scratch.select(documents, query.filter.document());
    }

    /** The document with an id, by the shortest way. */
    PlanStage byId(String stage) {
        int found = matching().size();
        return stage.equals("IDHACK")
                ? PlanStage.source(stage, NOTHING, found, examined(found, found))
                : express(stage, Catalog.idIndex());
    }

    private PlanStage express(String stage, BsonDocument index) {
        int found = matching().size();
        BsonDocument details = new BsonDocument("keyPattern", index.get("key")).append("indexName", index.get("name"));
        return PlanStage.source(stage, details, found, examined(found, found));
    }

    private static BsonDocument examined(int keys, int documents) {
        return PlanStage.count("keysExamined", keys).append("docsExamined", new BsonInt32(documents));
    }

    /** The whole plan of a find. */
    PlanStage plan() {
        boolean simple = query.sort.isEmpty() && query.skip == 0 && query.hint.isEmpty();
        if (query.isById() && simple) {
            return byId("EXPRESS_IXSCAN");
        }
        Optional<IndexAccess> access = index();
        if (simple && access.filter(by -> by.isOneKey(query.filter)).isPresent()) {
            return express("EXPRESS_IXSCAN", access.get().index());
        }
        boolean sorting =
                !query.sort.isEmpty() && access.filter(IndexAccess::sorts).isEmpty();
        PlanStage plan = access.map(by -> read(by, sorting)).orElseGet(() -> scan(sorting));
        boolean skipped = access.filter(by -> skipsKeys(by, sorting)).isPresent();
        boolean projected = plan.name().equals("PROJECTION_COVERED");
        if (!projected && sorting && query.limit == 0) {
            plan = project(plan);
            projected = true;
        }
        if (sorting) {
            plan = sort(plan, "simple");
        }
        if (query.skip > 0 && !skipped) {
            plan = skip(plan);
        }
        if (!projected) {
            plan = project(plan);
        }
        if (query.limit > 0 && !sorting) {
            plan = plan.under(
                    "LIMIT",
                    PlanStage.count("limitAmount", query.limit),
                    Math.min(plan.returned(), query.limit),
                    NOTHING);
        }
        return plan;
    }

    private PlanStage skip(PlanStage plan) {
        return plan.under(
                "SKIP", PlanStage.count("skipAmount", query.skip), Math.max(plan.returned() - query.skip, 0), NOTHING);
    }

    private PlanStage sort(PlanStage plan, String type) {
        var details = new BsonDocument("sortPattern", query.sort).append("memLimit", new BsonInt32(100 * 1024 * 1024));
        int most = query.limit == 0 ? plan.returned() : query.skip + query.limit;
        if (query.limit > 0) {
            details.append("limitAmount", new BsonInt32(most));
        }
        return plan.under(
                "SORT", details.append("type", new BsonString(type)), Math.min(plan.returned(), most), NOTHING);
    }

    /** The documents that a write is about: sorted only where it wants the first of them. */
    PlanStage target() {
        if (query.isById() && query.sort.isEmpty()) {
            return byId("IDHACK");
        }
        Optional<IndexAccess> access = index();
        boolean sorting =
                !query.sort.isEmpty() && access.filter(IndexAccess::sorts).isEmpty();
        PlanStage plan = access.map(by -> read(by, sorting)).orElseGet(() -> scan(sorting));
        return sorting ? sort(plan, "default") : plan;
    }

    private PlanStage project(PlanStage plan) {
        if (query.projection.isEmpty()) {
            return plan;
        }
        boolean simple = query.projection.entrySet().stream()
                .allMatch(field ->
                        (field.getValue().isNumber() || field.getValue().isBoolean())
                                && !field.getKey().contains("."));
        return plan.under(
                simple ? "PROJECTION_SIMPLE" : "PROJECTION_DEFAULT",
                new BsonDocument("transformBy", query.projection),
                plan.returned(),
                NOTHING);
    }

    private PlanStage scan(boolean sorting) {
        boolean backward = query.isNatural()
                && query.hint.orElseThrow().asDocument().getNumber("$natural").intValue() < 0;
        List<BsonDocument> order = new ArrayList<>(documents);
        if (backward) {
            Collections.reverse(order);
        }
        int looked = walked(order, query.filter, sorting);
        int found = scratch.select(order.subList(0, looked), query.filter.document())
                .size();
        var details = new BsonDocument();
        if (!query.filter.parts().isEmpty()) {
            details.append("filter", query.filter.document());
        }
        details.append("direction", new BsonString(backward ? "backward" : "forward"));
        return PlanStage.source("COLLSCAN", details, found, PlanStage.count("docsExamined", looked));
    }

    /** How many of these a server looks at: all, unless it has enough before. */
    private int walked(List<BsonDocument> order, Filter.All condition, boolean sorting) {
        if (query.limit == 0 || sorting) {
            return order.size();
        }
        Set<BsonValue> good = Set.copyOf(scratch.select(order, condition.document()).stream()
                .map(document -> Required.field(document, "_id"))
                .toList());
        int needed = query.skip + query.limit;
        for (int i = 0; i < order.size(); i++) {
            if (good.contains(order.get(i).get("_id")) && --needed == 0) {
                return i + 1;
            }
        }
        return order.size();
    }

    private boolean skipsKeys(IndexAccess access, boolean sorting) {
        return query.skip > 0 && !sorting && access.rest().isEmpty();
    }

    private PlanStage read(IndexAccess access, boolean sorting) {
        List<BsonDocument> found = scratch.select(documents, new Filter.All(access.used()).document());
        List<BsonDocument> order = new ArrayList<>(ordered(found, access));
        var rest = new Filter.All(access.rest());
        List<BsonDocument> walked = order.subList(0, walked(order, rest, sorting));
        int keys = walked.stream()
                .mapToInt(document -> access.keys(document, scratch))
                .sum();
        BsonDocument details = access.details()
                .append("direction", new BsonString(access.backward() ? "backward" : "forward"))
                .append("indexBounds", access.boundsText());
        PlanStage scan = PlanStage.source("IXSCAN", details, walked.size(), PlanStage.count("keysExamined", keys));
        if (skipsKeys(access, sorting)) {
            scan = skip(scan);
        }
        if (isCovered(access)) {
            return scan.under(
                    "PROJECTION_COVERED", new BsonDocument("transformBy", query.projection), scan.returned(), NOTHING);
        }
        BsonDocument filter = rest.parts().isEmpty() ? NOTHING : new BsonDocument("filter", rest.document());
        return scan.under(
                "FETCH",
                filter,
                scratch.select(walked, rest.document()).size() - (walked.size() - scan.returned()),
                PlanStage.count("docsExamined", scan.returned()));
    }

    private List<BsonDocument> ordered(List<BsonDocument> found, IndexAccess access) {
        BsonDocument key = access.index().getDocument("key").clone();
        if (access.backward()) {
            key.replaceAll((path, way) -> new BsonInt32(-((BsonNumber) way).intValue()));
        }
        return found.isEmpty() ? found : scratch.pipe(found, new BsonArray(List.of(new BsonDocument("$sort", key))));
    }

    /** Whether the index holds all that is asked for. */
    private boolean isCovered(IndexAccess access) {
        Set<String> held = access.bounds().keySet();
        boolean id = held.contains("_id") || Explain.isFalse(query.projection.get("_id"));
        return id
                && access.rest().isEmpty()
                && access.multikey().isEmpty()
                && query.projection.entrySet().stream()
                        .allMatch(field -> field.getKey().equals("_id")
                                || (!Explain.isFalse(field.getValue())
                                        && !field.getValue().isDocument()
                                        && held.contains(field.getKey())))
                && query.projection.entrySet().stream().anyMatch(field -> !Explain.isFalse(field.getValue()));
    }
}
