package dev.weft.unified.file;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * A log message that must have been written.
 *
 * @param level its severity
 * @param component who wrote it
 * @param data what it says
 * @param failureIsRedacted whether the failure in it must hide its details, or must not
 */
public record ExpectedLog(String level, String component, BsonDocument data, Optional<Boolean> failureIsRedacted) {
    static final Set<String> COMPONENTS = Set.of("command", "topology", "serverSelection", "connection");
    static final Set<String> LEVELS =
            Set.of("emergency", "alert", "critical", "error", "warning", "notice", "info", "debug", "trace");

    static ExpectedLog read(String path, BsonValue value) {
        Fields fields = Fields.of(path, value);
        fields.word("level", LEVELS);
        fields.word("component", COMPONENTS);
        var log = new ExpectedLog(
                fields.text("level"),
                fields.text("component"),
                fields.document("data"),
                fields.flag("failureIsRedacted"));
        fields.end();
        return log;
    }

    /**
     * The messages of one client, in this order.
     *
     * @param client the client
     * @param messages the messages
     * @param ignored messages that do not count
     * @param ignoreExtra whether more may follow
     */
    public record OfClient(String client, List<ExpectedLog> messages, List<ExpectedLog> ignored, boolean ignoreExtra) {
        static OfClient read(String path, BsonValue value) {
            Fields fields = Fields.of(path, value);
            var expected = new OfClient(
                    fields.text("client"),
                    fields.list("messages", ExpectedLog::read),
                    fields.has("ignoreMessages") ? fields.list("ignoreMessages", ExpectedLog::read) : List.of(),
                    fields.isTrue("ignoreExtraMessages"));
            fields.end();
            return expected;
        }
    }
}
