package dev.weft.unified.operation;

import dev.weft.client.options.CallOptions;
import dev.weft.client.options.ChangeOptions;
import dev.weft.client.options.MatchOptions;
import dev.weft.client.options.WriteOptions;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bson.BsonDocument;

/** Arguments that many calls share, put into their forms. */
final class CallArguments {
    static final String[] NAMES = {"timeoutMS", "maxTimeMS", "comment", "rawData"};
    private static final String[] MATCH = {"collation", "hint"};
    private static final String[] WRITE = {"bypassDocumentValidation", "let"};
    private static final String[] CHANGE = {"upsert", "arrayFilters"};

    private CallArguments() {}

    static String[] of(String... own) {
        return joined(NAMES, own);
    }

    static String[] ofMatching(String... own) {
        return joined(joined(NAMES, MATCH), own);
    }

    static String[] ofWriting(String... own) {
        return joined(joined(joined(NAMES, MATCH), WRITE), own);
    }

    static String[] ofChanging(String... own) {
        return joined(ofWriting(own), CHANGE);
    }

    static void fill(Arguments from, CallOptions<?> form) {
        from.millis("timeoutMS", form::timeout);
        from.millis("maxTimeMS", form::maxTime);
        from.value("comment", form::comment);
        from.flag("rawData", form::rawData);
    }

    static void matching(Arguments from, MatchOptions<?> form) {
        from.collation(form::collation);
        from.hint(form::hint, form::hint);
    }

    static void writing(Arguments from, WriteOptions<?> form) {
        fill(from, form);
        from.flag("bypassDocumentValidation", form::bypassDocumentValidation);
        from.document("let", form::let);
    }

    static void changing(Arguments from, ChangeOptions<?> form) {
        matching(from, form);
        from.flag("upsert", form::upsert);
        if (from.any("arrayFilters").isPresent()) {
            form.arrayFilters(from.documents("arrayFilters").toArray(new BsonDocument[0]));
        }
    }

    private static String[] joined(String[] some, String[] more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    }
}
