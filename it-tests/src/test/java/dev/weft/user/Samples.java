package dev.weft.user;

import dev.weft.Collation;
import dev.weft.Granularity;
import dev.weft.ReadPreference;
import dev.weft.ReturnDocument;
import dev.weft.ValidationAction;
import dev.weft.ValidationLevel;
import dev.weft.client.options.TimeSeriesOptions;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;

/** For each option there is, a value to set it to and what that must make of the command. */
final class Samples {
    /** Stands for a number that nobody can foretell. */
    static final String ANY_NUMBER = "any number";

    private static final Bson A = BsonDocument.parse("{a: 1}");
    private static final Collation NORWEGIAN = new Collation(BsonDocument.parse("{locale: 'nb'}"));
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * A value for an option.
     *
     * @param expected fields of the command and their values, as JSON; {@link #ANY_NUMBER} matches any
     */
    record Sample(List<Object> arguments, BsonDocument expected) {}

    private static final Map<String, Sample> ALL = new HashMap<>();

    private static void add(String method, String expected, Object... arguments) {
        ALL.put(method, new Sample(List.of(arguments), BsonDocument.parse(expected)));
    }

    static {
        calls();
        writes();
        queries();
        collections();
        indexes();
    }

    private Samples() {}

    /** The sample for this method, by its name and the types of its parameters. */
    static Sample of(Method method) {
        String key = EveryCall.signature(method);
        Sample sample = ALL.get(key);
        if (sample == null) {
            throw new AssertionError("there is no sample for "
                    + method.getDeclaringClass().getSimpleName() + "." + key + ": say what it makes of a command");
        }
        return sample;
    }

    private static void calls() {
        add("timeout(Duration)", "{maxTimeMS: '" + ANY_NUMBER + "'}", MINUTE);
        add("maxTime(Duration)", "{maxTimeMS: 60000}", MINUTE);
        add("comment(Object)", "{comment: 'why'}", "why");
        add("rawData(boolean)", "{rawData: true}", true);
        add("option(String,Object)", "{newerThanWeft: {a: 1}}", "newerThanWeft", A);
        add("readPreference(ReadPreference)", "{$readPreference: {mode: 'secondary'}}", ReadPreference.secondary());
    }

    private static void writes() {
        add("bypassDocumentValidation(boolean)", "{bypassDocumentValidation: true}", true);
        add("let(Bson)", "{let: {a: 1}}", A);
        add("ordered(boolean)", "{ordered: false}", false);
        add("upsert(boolean)", "{upsert: true}", true);
        add("arrayFilters(Bson[])", "{arrayFilters: [{a: 1}]}", (Object) new Bson[] {A});
        add("collation(Collation)", "{collation: {locale: 'nb'}}", NORWEGIAN);
        add("hint(Bson)", "{hint: {a: 1}}", A);
        add("hint(String)", "{hint: 'a_1'}", "a_1");
        add("sort(Bson)", "{sort: {a: 1}}", A);
        add("returnDocument(ReturnDocument)", "{new: true}", ReturnDocument.AFTER);
        add("verboseResults(boolean)", "{errorsOnly: false}", true);
    }

    private static void queries() {
        add("batchSize(int)", "{batchSize: 7}", 7);
        add("project(Bson)", "{projection: {a: 1}}", A);
        add("filter(Bson)", "{filter: {a: 1}}", A);
        add("skip(long)", "{skip: 3}", 3L);
        add("limit(long)", "{limit: 5}", 5L);
        add("min(Bson)", "{min: {a: 1}}", A);
        add("max(Bson)", "{max: {a: 1}}", A);
        add("allowDiskUse(boolean)", "{allowDiskUse: true}", true);
        add("allowPartialResults(boolean)", "{allowPartialResults: true}", true);
        add("noCursorTimeout(boolean)", "{noCursorTimeout: true}", true);
        add("returnKey(boolean)", "{returnKey: true}", true);
        add("showRecordId(boolean)", "{showRecordId: true}", true);
        add("tailable()", "{tailable: true}");
        add("tailable(Duration)", "{tailable: true, awaitData: true}", MINUTE);
        add("authorizedOnly(boolean)", "{authorizedCollections: true}", true);
    }

    private static void collections() {
        add("capped(long)", "{capped: true, size: {$numberLong: '4096'}}", 4096L);
        add("maxDocuments(long)", "{max: {$numberLong: '3'}}", 3L);
        add("timeSeries(String)", "{timeseries: {timeField: 't'}}", "t");
        Consumer<TimeSeriesOptions> meta = o -> o.metaField("m");
        add("timeSeries(String,Consumer)", "{timeseries: {timeField: 't', metaField: 'm'}}", "t", meta);
        add("metaField(String)", "{metaField: 'm'}", "m");
        add("granularity(Granularity)", "{granularity: 'hours'}", Granularity.HOURS);
        add("bucketMaxSpan(Duration)", "{bucketMaxSpanSeconds: {$numberLong: '60'}}", MINUTE);
        add("bucketRounding(Duration)", "{bucketRoundingSeconds: {$numberLong: '60'}}", MINUTE);
        add("clusteredIndex(String)", "{clusteredIndex: {key: {_id: 1}, unique: true, name: 'id'}}", "id");
        add("expireAfter(Duration)", "{expireAfterSeconds: {$numberLong: '60'}}", MINUTE);
        add("validator(Bson)", "{validator: {a: 1}}", A);
        add("validationLevel(ValidationLevel)", "{validationLevel: 'moderate'}", ValidationLevel.MODERATE);
        add("validationAction(ValidationAction)", "{validationAction: 'warn'}", ValidationAction.WARN);
        add("changeStreamPreAndPostImages(boolean)", "{changeStreamPreAndPostImages: {enabled: true}}", true);
        add("storageEngine(Bson)", "{storageEngine: {a: 1}}", A);
        add("indexOptionDefaults(Bson)", "{indexOptionDefaults: {a: 1}}", A);
        add("full(boolean)", "{full: true}", true);
        add("dropTarget(boolean)", "{dropTarget: true}", true);
        add("view(String,List)", "{viewOn: 'other', pipeline: [{a: 1}]}", "other", List.of(A));
        add("cappedSize(long)", "{cappedSize: {$numberLong: '4096'}}", 4096L);
        add("cappedMax(long)", "{cappedMax: {$numberLong: '3'}}", 3L);
        add("hideIndex(String,boolean)", "{index: {name: 'a_1', hidden: true}}", "a_1", true);
        add(
                "expireIndex(String,Duration)",
                "{index: {name: 'a_1', expireAfterSeconds: {$numberLong: '60'}}}",
                "a_1",
                MINUTE);
    }

    private static void indexes() {
        add("commitQuorum(Object)", "{commitQuorum: 'majority'}", "majority");
        add("name(String)", "{name: 'mine'}", "mine");
        add("type(String)", "{type: 'vectorSearch'}", "vectorSearch");
        add("unique(boolean)", "{unique: true}", true);
        add("sparse(boolean)", "{sparse: true}", true);
        add("hidden(boolean)", "{hidden: true}", true);
        add("partialFilter(Bson)", "{partialFilterExpression: {a: 1}}", A);
        add("wildcardProjection(Bson)", "{wildcardProjection: {a: 1}}", A);
        add("weights(Bson)", "{weights: {a: 1}}", A);
        add("defaultLanguage(String)", "{default_language: 'norwegian'}", "norwegian");
        add("languageOverride(String)", "{language_override: 'l'}", "l");
        add("textVersion(int)", "{textIndexVersion: 3}", 3);
        add("sphereVersion(int)", "{'2dsphereIndexVersion': 3}", 3);
        add("bits(int)", "{bits: 20}", 20);
        add("min(double)", "{min: -90.0}", -90.0);
        add("max(double)", "{max: 90.0}", 90.0);
    }
}
