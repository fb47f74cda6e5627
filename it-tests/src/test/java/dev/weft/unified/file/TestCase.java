package dev.weft.unified.file;

import java.util.List;
import java.util.Optional;
import org.bson.BsonValue;

/**
 * One case of a file.
 *
 * @param description its name
 * @param requirements what the deployment must be, any of them; empty: anything
 * @param skipReason why the specification skips it
 * @param operations what to do
 * @param events what the clients must have published
 * @param logs what the clients must have logged
 * @param spans what the clients must have traced
 * @param outcome what the collections must hold in the end
 */
public record TestCase(
        String description,
        List<Requirement> requirements,
        Optional<String> skipReason,
        List<Operation> operations,
        List<ExpectedEvents> events,
        List<ExpectedLog.OfClient> logs,
        List<ExpectedSpan.OfClient> spans,
        List<CollectionData> outcome) {
    static TestCase read(String path, BsonValue value) {
        Fields fields = Fields.of(path, value);
        var testCase = new TestCase(
                fields.text("description"),
                fields.optionalList("runOnRequirements", Requirement::read),
                fields.optionalText("skipReason"),
                fields.list("operations", Operation::read),
                fields.optionalList("expectEvents", ExpectedEvents::read),
                fields.optionalList("expectLogMessages", ExpectedLog.OfClient::read),
                fields.optionalList("expectTracingMessages", ExpectedSpan.OfClient::read),
                fields.optionalList("outcome", CollectionData::read));
        fields.end();
        return testCase;
    }
}
