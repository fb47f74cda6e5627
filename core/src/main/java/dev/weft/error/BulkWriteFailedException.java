package dev.weft.error;

import dev.weft.ServerAddress;
import dev.weft.result.BulkWriteResult;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/** Some of several writes failed, or something ended them half-way: then that is the cause. */
@SuppressWarnings("serial")
public final class BulkWriteFailedException extends WriteFailedException {
    private final Map<Integer, WriteFailedException> failures;
    private final BulkWriteResult partial;
    private final List<WriteConcernFailedException> concerns;

    /**
     * The failure of several writes.
     *
     * @param server who answered last; empty when nobody did
     * @param failures what failed, by the position of the write
     * @param partial what came of the others
     * @param concerns what was written, but not as widely as asked: one for each message
     * @param cause what ended the writes half-way; null when all were tried
     */
    public BulkWriteFailedException(
            Optional<ServerAddress> server,
            Map<Integer, WriteFailedException> failures,
            BulkWriteResult partial,
            List<WriteConcernFailedException> concerns,
            @Nullable Throwable cause) {
        super(message(failures, partial, concerns, cause), server, firstDetails(failures), cause);
        this.failures = Collections.unmodifiableMap(new TreeMap<>(failures));
        this.partial = partial;
        this.concerns = List.copyOf(concerns);
        if (cause instanceof MongoException known) {
            addLabels(known.labels());
        }
        concerns.forEach(concern -> addLabels(concern.labels()));
    }

    /** {@return what failed, by the position of the write from 0 on} */
    public Map<Integer, WriteFailedException> failures() {
        return failures;
    }

    /**
     * {@return what came of the writes that did not fail, as far as servers have told; where they told nothing, its counts are 0 and its maps
     * empty}
     */
    public BulkWriteResult partial() {
        return partial;
    }

    /** {@return failures of the write concern, in the order of the messages: their writes were made} */
    public List<WriteConcernFailedException> writeConcernFailures() {
        return concerns;
    }

    private static BsonDocument firstDetails(Map<Integer, WriteFailedException> failures) {
        return failures.isEmpty()
                ? new BsonDocument()
                : new TreeMap<>(failures).firstEntry().getValue().details();
    }

    private static String message(
            Map<Integer, WriteFailedException> failures,
            BulkWriteResult partial,
            List<WriteConcernFailedException> concerns,
            @Nullable Throwable cause) {
        StringBuilder text = new StringBuilder(120);
        text.append(failures.size()).append(failures.size() == 1 ? " write failed" : " writes failed");
        if (partial.acknowledged()) {
            text.append(" (").append(partial.inserted()).append(" inserted, ").append(partial.modified());
            text.append(" modified, ").append(partial.deleted()).append(" deleted)");
        }
        if (cause != null) {
            text.append("; the rest was not tried, because: ").append(cause.getMessage());
        }
        if (!concerns.isEmpty()) {
            text.append("; ").append(concerns.getFirst().getMessage());
        }
        new TreeMap<>(failures)
                .entrySet().stream()
                        .limit(3)
                        .forEach(entry -> text.append("; [")
                                .append(entry.getKey())
                                .append("] ")
                                .append(entry.getValue().getMessage()));
        return text.append("; failures() has them all").toString();
    }
}
