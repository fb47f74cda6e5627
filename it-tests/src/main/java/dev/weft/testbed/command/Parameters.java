package dev.weft.testbed.command;

import dev.weft.testbed.strict.Version;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** The parameters of one member (server manual, "MongoDB Server Parameters"): those that drivers and their tests ask for. */
public final class Parameters {
    private final Map<String, BsonValue> values = new ConcurrentSkipListMap<>();

    public Parameters(Version version) {
        values.put("enableTestCommands", BsonBoolean.TRUE);
        values.put("logLevel", new BsonInt32(0));
        values.put("quiet", BsonBoolean.FALSE);
        values.put("cursorTimeoutMillis", new BsonInt32(600_000));
        values.put("localLogicalSessionTimeoutMinutes", new BsonInt32(30));
        values.put("internalQueryExecYieldPeriodMS", new BsonInt32(10));
        values.put("transactionLifetimeLimitSeconds", new BsonInt32(60));
        values.put("notablescan", BsonBoolean.FALSE);
        values.put("featureCompatibilityVersion", new BsonDocument("version", new BsonString(version.toString())));
        values.put("authenticationMechanisms", new org.bson.BsonArray());
        if (version.atLeast(5, 0)) {
            // Versioned API specification, "Test Plan": these two say whether a deployment insists on or knows of more.
            values.put("requireApiVersion", BsonBoolean.FALSE);
            values.put("acceptApiVersion2", BsonBoolean.FALSE);
        }
    }

    @Nullable
    BsonValue value(String name) {
        return values.get(name);
    }

    /** Sets a parameter that exists and returns what it was; nothing if there is none of this name. */
    @Nullable
    BsonValue change(String name, BsonValue value) {
        return values.replace(name, value);
    }

    /** Sets a parameter as a start option does, where the command {@code setParameter} is not allowed to. */
    public void start(String name, BsonValue value) {
        values.put(name, value);
    }

    boolean truth(String name) {
        return values.get(name) instanceof BsonBoolean truth && truth.getValue();
    }

    int number(String name) {
        return values.get(name) instanceof BsonInt32 number ? number.getValue() : 0;
    }

    Map<String, BsonValue> all() {
        return new TreeMap<>(values);
    }
}
