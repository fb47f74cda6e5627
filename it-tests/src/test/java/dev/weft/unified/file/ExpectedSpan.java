package dev.weft.unified.file;

import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * A span that must have been traced.
 *
 * @param name its name
 * @param attributes what it says
 * @param nested the spans inside it
 */
public record ExpectedSpan(String name, BsonDocument attributes, List<ExpectedSpan> nested) {
    static ExpectedSpan read(String path, BsonValue value) {
        Fields fields = Fields.of(path, value);
        var span = new ExpectedSpan(
                fields.text("name"), fields.document("attributes"), fields.optionalList("nested", ExpectedSpan::read));
        fields.end();
        return span;
    }

    /**
     * The spans of one client.
     *
     * @param client the client
     * @param spans the outermost spans
     * @param ignoreExtra whether there may be more
     */
    public record OfClient(String client, List<ExpectedSpan> spans, boolean ignoreExtra) {
        static OfClient read(String path, BsonValue value) {
            Fields fields = Fields.of(path, value);
            var expected = new OfClient(
                    fields.text("client"),
                    fields.someOf("spans", ExpectedSpan::read),
                    fields.isTrue("ignoreExtraSpans"));
            fields.end();
            return expected;
        }
    }
}
