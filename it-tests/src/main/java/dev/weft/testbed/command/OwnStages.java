package dev.weft.testbed.command;

import dev.weft.testbed.wire.CommandFailure;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** First stages of a pipeline that tell of the server and not of its data. */
final class OwnStages {
    private OwnStages() {}

    /** The documents of a pipeline that begins with such a stage. The stages after it are the storage's. */
    static Optional<List<BsonDocument>> run(Exchange x, BsonArray pipeline) {
        for (BsonValue stage : pipeline) {
            checkForm(stage);
        }
        if (pipeline.isEmpty()) {
            return Optional.empty();
        }
        Optional<List<BsonDocument>> own =
                switch (pipeline.getFirst().asDocument().getFirstKey()) {
                    case "$listLocalSessions" -> Optional.of(sessions(x));
                    case "$currentOp" -> Optional.of(operations(x));
                    case "$listSearchIndexes" -> throw SearchIndexes.notEnabled(x);
                    case "$changeStream" -> throw noChangeStream(x);
                    default -> Optional.empty();
                };
        if (own.isEmpty() || pipeline.size() == 1) {
            return own;
        }
        return Optional.of(rest(x, own.get(), pipeline));
    }

    private static void checkForm(BsonValue stage) {
        if (!(stage instanceof BsonDocument document) || document.size() != 1) {
            throw new CommandFailure(40323, "A pipeline stage specification object must contain exactly one field.");
        }
    }

    /** Whether the pipeline ends in a collection. */
    static boolean writes(BsonArray pipeline) {
        return !pipeline.isEmpty()
                && pipeline.getLast() instanceof BsonDocument stage
                && (stage.containsKey("$out") || stage.containsKey("$merge"));
    }

    private static List<BsonDocument> rest(Exchange x, List<BsonDocument> documents, BsonArray pipeline) {
        var stages = new BsonArray();
        stages.add(new BsonDocument("$documents", new BsonArray(documents)));
        stages.addAll(pipeline.subList(1, pipeline.size()));
        return Batches.all(
                x,
                new BsonDocument("aggregate", new org.bson.BsonInt32(1))
                        .append("pipeline", stages)
                        .append("cursor", new BsonDocument()));
    }

    private static List<BsonDocument> sessions(Exchange x) {
        return x.node().sessions().lsids().stream()
                .map(lsid -> new BsonDocument("_id", lsid))
                .toList();
    }

    private static List<BsonDocument> operations(Exchange x) {
        return ServerCommands.operations(x).stream().map(BsonValue::asDocument).toList();
    }

    private static CommandFailure noChangeStream(Exchange x) {
        return x.node().standing().replicated()
                ? new CommandFailure(238, "The testbed has no change streams yet")
                : new CommandFailure(40573, "The $changeStream stage is only supported on replica sets");
    }
}
