package dev.weft.unified.event;

import dev.weft.event.CommandEvent;
import dev.weft.event.MongoEvent;
import dev.weft.event.PoolEvent;
import dev.weft.event.TopologyEvent;
import dev.weft.unified.file.ExpectedEvent;
import dev.weft.unified.file.ExpectedEvents;
import dev.weft.unified.match.Matcher;
import dev.weft.unified.match.Mismatch;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Compares events with what a case expects of them. */
public final class EventMatcher {
    private final Matcher matcher;

    public EventMatcher(Matcher matcher) {
        this.matcher = matcher;
    }

    /** The events of one client and monitor: these, in this order, and no more unless more are allowed. */
    public void sequence(ExpectedEvents expected, EventLog log) {
        List<MongoEvent> actual = log.of(expected.family());
        List<ExpectedEvent> events = expected.events();
        for (int i = 0; i < Math.min(events.size(), actual.size()); i++) {
            match(events.get(i), actual.get(i));
        }
        if (actual.size() < events.size()) {
            throw new Mismatch(
                    expected.path(), actual.size() + " events, expected " + events.size() + ": " + names(actual));
        }
        if (actual.size() > events.size() && !expected.ignoreExtra()) {
            throw new Mismatch(
                    expected.path(), actual.size() + " events, expected " + events.size() + ": " + names(actual));
        }
    }

    /** How many events of a client are as expected. */
    public long count(ExpectedEvent expected, EventLog log) {
        return log.copy().stream().filter(event -> matches(expected, event)).count();
    }

    private boolean matches(ExpectedEvent expected, MongoEvent event) {
        try {
            match(expected, event);
            return true;
        } catch (Mismatch different) {
            return false;
        }
    }

    private void match(ExpectedEvent expected, MongoEvent event) {
        if (Kinds.of(event) != expected.kind()) {
            throw new Mismatch(expected.path(), "is a " + name(event));
        }
        BsonDocument facts = facts(event);
        expected.fields().forEach((key, value) -> {
            String path = expected.path() + "." + key;
            if (key.equals("command") || key.equals("reply")) {
                matcher.root(path, value, facts.get(key));
            } else {
                matcher.nested(path, value, facts.get(key));
            }
        });
    }

    private static BsonDocument facts(MongoEvent event) {
        return switch (event) {
            case CommandEvent command -> command(command);
            case PoolEvent.PoolCleared cleared ->
                new BsonDocument("hasServiceId", flag(cleared.serviceId().isPresent()))
                        .append("interruptInUseConnections", flag(cleared.interruptInUse()));
            case PoolEvent.ConnectionClosed closed -> new BsonDocument("reason", text(closed.reason()));
            case PoolEvent.CheckOutFailed failed -> new BsonDocument("reason", text(failed.reason()));
            case PoolEvent other -> new BsonDocument();
            case TopologyEvent.HeartbeatStarted started -> new BsonDocument("awaited", flag(started.awaited()));
            case TopologyEvent.HeartbeatSucceeded done -> new BsonDocument("awaited", flag(done.awaited()));
            case TopologyEvent.HeartbeatFailed failed -> new BsonDocument("awaited", flag(failed.awaited()));
            case TopologyEvent.ServerChanged changed ->
                change(changed.before().type().word(), changed.after().type().word());
            case TopologyEvent.TopologyChanged changed ->
                change(changed.before().type().word(), changed.after().type().word());
            case TopologyEvent other -> new BsonDocument();
        };
    }

    private static BsonDocument command(CommandEvent event) {
        CommandEvent.Call call = event.call();
        var facts = new BsonDocument("commandName", text(call.command()))
                .append("databaseName", text(call.database()))
                .append("hasServiceId", flag(call.serviceId().isPresent()))
                .append(
                        "hasServerConnectionId",
                        flag(call.serverConnectionId().isPresent()
                                && call.serverConnectionId().getAsLong() > 0));
        return switch (event) {
            case CommandEvent.Started started -> facts.append("command", started.body());
            case CommandEvent.Succeeded succeeded -> facts.append("reply", succeeded.reply());
            case CommandEvent.Failed failed -> facts;
        };
    }

    private static BsonDocument change(String before, String after) {
        return new BsonDocument("previousDescription", new BsonDocument("type", text(before)))
                .append("newDescription", new BsonDocument("type", text(after)));
    }

    private static String names(List<MongoEvent> events) {
        return events.stream().map(EventMatcher::name).collect(Collectors.joining(", "));
    }

    private static String name(MongoEvent event) {
        String word = Kinds.of(event).word();
        return event instanceof CommandEvent command
                ? word + " of " + command.call().command()
                : word;
    }

    private static BsonValue flag(boolean yes) {
        return BsonBoolean.valueOf(yes);
    }

    private static BsonValue text(String word) {
        return new BsonString(word);
    }
}
