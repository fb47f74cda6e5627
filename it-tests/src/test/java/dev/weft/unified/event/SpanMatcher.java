package dev.weft.unified.event;

import dev.weft.unified.file.ExpectedSpan;
import dev.weft.unified.match.Matcher;
import dev.weft.unified.match.Mismatch;
import java.util.List;
import org.bson.BsonDocument;

/** Compares spans with what a case expects of them ("expectTracingMessages"). The driver traces nothing yet. */
public final class SpanMatcher {
    /**
     * A span that was traced.
     *
     * @param name its name
     * @param attributes what it says
     * @param nested the spans inside it
     */
    public record Traced(String name, BsonDocument attributes, List<Traced> nested) {}

    private final Matcher matcher;

    public SpanMatcher(Matcher matcher) {
        this.matcher = matcher;
    }

    /** The spans of one client: these, in this order, and no others unless others are allowed. */
    public void sequence(ExpectedSpan.OfClient expected, List<Traced> traced) {
        match("spans of " + expected.client(), expected.spans(), traced, expected.ignoreExtra());
    }

    private void match(String path, List<ExpectedSpan> expected, List<Traced> traced, boolean ignoreExtra) {
        int at = 0;
        for (int i = 0; i < expected.size(); i++) {
            ExpectedSpan span = expected.get(i);
            while (ignoreExtra && at < traced.size() && !traced.get(at).name().equals(span.name())) {
                at++;
            }
            if (at == traced.size()) {
                throw new Mismatch(path + "[" + i + "]", "is missing, expected " + span.name());
            }
            match(path + "[" + i + "]", span, traced.get(at++), ignoreExtra);
        }
        if (at < traced.size() && !ignoreExtra) {
            throw new Mismatch(path, traced.size() + " spans, expected " + expected.size());
        }
    }

    private void match(String path, ExpectedSpan expected, Traced span, boolean ignoreExtra) {
        if (!expected.name().equals(span.name())) {
            throw new Mismatch(path, "is " + span.name() + ", expected " + expected.name());
        }
        matcher.nested(path + ".attributes", expected.attributes(), span.attributes());
        match(path + ".nested", expected.nested(), span.nested(), ignoreExtra);
    }
}
