package dev.weft.testbed.command;

import dev.weft.testbed.wire.Bell;
import dev.weft.testbed.wire.CommandFailure;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * The operator {@code $where}: neither storage has a JavaScript engine. Of all scripts only the one is understood by which
 * the specifications' cases make an operation slow, {@code sleep(2000) || true}.
 */
final class Where {
    private static final String NAME = "$where";
    private static final Pattern SLEEP = Pattern.compile("sleep\\((\\d+)\\)\\s*\\|\\|\\s*true");
    private static final Bell NEVER = new Bell();

    private Where() {}

    /** Waits as the filters of a command ask for, and takes the scripts out of them. */
    static void run(Exchange x) throws IOException {
        BsonDocument arguments = x.arguments();
        for (String field : List.of("filter", "query")) {
            if (arguments.get(field) instanceof BsonDocument filter) {
                run(x, filter);
            }
        }
        for (String field : List.of("updates", "deletes")) {
            if (arguments.get(field) instanceof BsonArray statements) {
                for (BsonValue statement : statements) {
                    run(x, statement.asDocument().getDocument("q", new BsonDocument()));
                }
            }
        }
    }

    private static void run(Exchange x, BsonDocument filter) throws IOException {
        BsonValue script = filter.get(NAME);
        if (script == null) {
            return;
        }
        Matcher sleep = SLEEP.matcher(script instanceof BsonString text ? text.getValue() : "");
        if (!sleep.matches()) {
            throw CommandFailure.badValue("no globalScriptEngine in $where parsing");
        }
        x.await(NEVER, Long.parseLong(sleep.group(1)) * 1_000_000, () -> false);
        filter.remove(NAME);
    }
}
