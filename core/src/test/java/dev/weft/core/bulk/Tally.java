package dev.weft.core.bulk;

import dev.weft.core.bulk.BulkWriteFaultsPropertyTest.Case;
import dev.weft.core.bulk.BulkWritePropertyTest.Write;
import dev.weft.core.bulk.FaultyServer.Message;
import dev.weft.result.BulkWriteResult;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bson.BsonNumber;
import org.bson.BsonValue;

/** Adds up what a server did, as its answers tell it: the results of a client's single writes only as far as they were told. */
final class Tally {
    private final Case of;
    private final boolean ofClient;
    private final Map<String, Long> counts =
            new TreeMap<>(Map.of("inserted", 0L, "matched", 0L, "modified", 0L, "deleted", 0L, "upserted", 0L));
    private final Map<Integer, Integer> insertedIds = new TreeMap<>();
    private final Map<Integer, Integer> upsertedIds = new TreeMap<>();
    private final Map<Integer, Integer> failures = new TreeMap<>();

    Tally(Case of, boolean ofClient) {
        this.of = of;
        this.ofClient = ofClient;
    }

    void add(Message answer) {
        for (int i = 0; i < answer.done().size(); i++) {
            int place = answer.places().get(i);
            ModelServer.Done done = answer.done().get(i);
            boolean told = !ofClient || answer.told().contains(place);
            if (done.failed()) {
                if (told) {
                    failures.put(place, done.more().getInt32("code").getValue());
                }
            } else {
                add(place, done, told && (!ofClient || of.verbose()));
            }
        }
    }

    private void add(int place, ModelServer.Done done, boolean withId) {
        Write write = of.writes().get(place);
        boolean upserted = done.more().containsKey("_id");
        switch (write.kind()) {
            case INSERT -> {
                count("inserted", 1);
                if (withId) {
                    insertedIds.put(place, write.id());
                }
            }
            case UPDATE, UPSERT -> {
                count("matched", upserted ? 0 : done.n());
                count("modified", done.modified());
                count("upserted", upserted ? 1 : 0);
                if (upserted && withId) {
                    upsertedIds.put(place, write.id());
                }
            }
            case DELETE -> count("deleted", done.n());
        }
    }

    private void count(String name, long n) {
        counts.merge(name, n, Long::sum);
    }

    Map<String, Long> counts() {
        return counts;
    }

    Map<Integer, Integer> insertedIds() {
        return insertedIds;
    }

    Map<Integer, Integer> upsertedIds() {
        return upsertedIds;
    }

    Map<Integer, Integer> failures() {
        return failures;
    }

    static Map<String, Long> counts(BulkWriteResult told) {
        return new TreeMap<>(Map.of(
                "inserted", told.inserted(),
                "matched", told.matched(),
                "modified", told.modified(),
                "deleted", told.deleted(),
                "upserted", told.upserted()));
    }

    static Map<Integer, Integer> plain(Map<Integer, BsonValue> ids) {
        return ids.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> ((BsonNumber) entry.getValue()).intValue()));
    }
}
