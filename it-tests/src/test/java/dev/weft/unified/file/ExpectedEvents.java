package dev.weft.unified.file;

import java.util.List;
import org.bson.BsonValue;

/**
 * The events of one monitor that a client must have published, in this order.
 *
 * @param path where it stands in the file
 * @param client the client
 * @param family the monitor
 * @param events the events
 * @param ignoreExtra whether more may follow
 */
public record ExpectedEvents(
        String path, String client, EventKind.Family family, List<ExpectedEvent> events, boolean ignoreExtra) {
    static ExpectedEvents read(String path, BsonValue value) {
        Fields fields = Fields.of(path, value);
        var expected = new ExpectedEvents(
                path,
                fields.text("client"),
                fields.word("eventType", EventKind.Family.words())
                        .map(EventKind.Family::of)
                        .orElse(EventKind.Family.COMMAND),
                fields.list("events", ExpectedEvent::read),
                fields.isTrue("ignoreExtraEvents"));
        for (ExpectedEvent event : expected.events()) {
            fields.check(
                    event.kind().family() == expected.family(),
                    "events",
                    event.kind().word() + " is of another eventType");
        }
        fields.end();
        return expected;
    }
}
