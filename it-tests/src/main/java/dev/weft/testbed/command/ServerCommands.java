package dev.weft.testbed.command;

import dev.weft.testbed.replica.Role;
import dev.weft.testbed.replica.SetView;
import dev.weft.testbed.strict.CommandShape;
import dev.weft.testbed.strict.CommandShapes;
import dev.weft.testbed.strict.Trait;
import dev.weft.testbed.wire.CommandFailure;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;

/** The commands about the server itself (server manual, "Administration Commands" and "Diagnostic Commands"). */
final class ServerCommands {
    private ServerCommands() {}

    static void register(Map<String, Handler> handlers) {
        handlers.put("ping", x -> Node.ok());
        handlers.put("buildInfo", ServerCommands::buildInfo);
        handlers.put("hostInfo", ServerCommands::hostInfo);
        handlers.put(
                "whatsmyuri",
                x -> new BsonDocument(
                                "you", new BsonString("127.0.0.1:" + x.client().id()))
                        .append("ok", new BsonDouble(1)));
        handlers.put("getnonce", x -> nonce());
        handlers.put("connectionStatus", x -> connectionStatus());
        handlers.put("listCommands", ServerCommands::listCommands);
        handlers.put("serverStatus", ServerCommands::serverStatus);
        handlers.put("getCmdLineOpts", x -> commandLine());
        handlers.put("getLog", x -> log());
        handlers.put("getParameter", ServerCommands::getParameter);
        handlers.put("setParameter", ServerCommands::setParameter);
        handlers.put("currentOp", ServerCommands::currentOp);
        handlers.put("killOp", ServerCommands::killOp);
        for (String quiet : new String[] {
            "fsync",
            "compact",
            "top",
            "logout",
            "features",
            "testVersion2",
            "testDeprecation",
            "testRemoval",
            "testDeprecationInVersion2"
        }) {
            handlers.put(quiet, x -> Node.ok());
        }
    }

    private static BsonDocument buildInfo(Exchange x) {
        var versionArray = new BsonArray();
        for (String part : (x.node().build().text() + ".0").split("\\.", -1)) {
            versionArray.add(new BsonInt32(Integer.parseInt(part)));
        }
        return new BsonDocument("version", new BsonString(x.node().build().text()))
                .append("gitVersion", new BsonString("weft-testbed"))
                .append("modules", new BsonArray())
                .append("versionArray", versionArray)
                .append("bits", new BsonInt32(64))
                .append("debug", BsonBoolean.FALSE)
                .append("maxBsonObjectSize", new BsonInt32(16 * 1024 * 1024))
                .append("storageEngines", new BsonArray())
                .append("ok", new BsonDouble(1));
    }

    private static BsonDocument hostInfo(Exchange x) {
        return new BsonDocument(
                        "system",
                        new BsonDocument(
                                        "currentTime",
                                        new BsonDateTime(Clock.systemUTC().millis()))
                                .append("hostname", new BsonString("127.0.0.1"))
                                .append(
                                        "numCores",
                                        new BsonInt32(Runtime.getRuntime().availableProcessors())))
                .append("os", new BsonDocument("type", new BsonString("weft-testbed")))
                .append(
                        "extra",
                        new BsonDocument(
                                "versionString", new BsonString(x.node().build().text())))
                .append("ok", new BsonDouble(1));
    }

    private static BsonDocument commandLine() {
        return new BsonDocument("argv", new BsonArray())
                .append("parsed", new BsonDocument())
                .append("ok", new BsonDouble(1));
    }

    private static BsonDocument log() {
        return new BsonDocument("totalLinesWritten", new BsonInt32(0))
                .append("log", new BsonArray())
                .append("ok", new BsonDouble(1));
    }

    /** Sixteen hexadecimal digits, once part of MONGODB-CR (server manual of 6.0, "getnonce"). */
    private static BsonDocument nonce() {
        String digits = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        return new BsonDocument("nonce", new BsonString(digits)).append("ok", new BsonDouble(1));
    }

    private static BsonDocument connectionStatus() {
        return new BsonDocument(
                        "authInfo",
                        new BsonDocument("authenticatedUsers", new BsonArray())
                                .append("authenticatedUserRoles", new BsonArray()))
                .append("ok", new BsonDouble(1));
    }

    private static BsonDocument listCommands(Exchange x) {
        var commands = new BsonDocument();
        for (CommandShape shape : CommandShapes.of(x.node().build().version())) {
            if (!shape.on(x.node().standing().isRouter())) {
                continue;
            }
            var versions = new BsonArray();
            if (shape.is(Trait.API1)) {
                versions.add(new BsonString("1"));
            }
            commands.append(
                    shape.name(),
                    new BsonDocument("help", new BsonString(""))
                            .append("requiresAuth", BsonBoolean.TRUE)
                            .append("secondaryOk", BsonBoolean.valueOf(shape.is(Trait.ANY)))
                            .append("adminOnly", BsonBoolean.valueOf(shape.is(Trait.ADMIN)))
                            .append("apiVersions", versions));
        }
        return new BsonDocument("commands", commands).append("ok", new BsonDouble(1));
    }

    private static BsonDocument serverStatus(Exchange x) {
        boolean router = x.node().standing().isRouter();
        var reply = new BsonDocument("host", new BsonString("127.0.0.1"))
                .append("version", new BsonString(x.node().build().text()))
                .append("process", new BsonString(router ? "mongos" : "mongod"))
                .append("pid", new BsonInt64(ProcessHandle.current().pid()))
                .append("uptime", new BsonDouble(1))
                .append("localTime", new BsonDateTime(Clock.systemUTC().millis()))
                .append(
                        "connections",
                        new BsonDocument("current", new BsonInt32(1)).append("available", new BsonInt32(1000)))
                .append(
                        "logicalSessionRecordCache",
                        new BsonDocument(
                                "activeSessionsCount",
                                new BsonInt32(x.node().sessions().lsids().size())));
        if (!router) {
            reply.append("storageEngine", new BsonDocument("name", new BsonString("wiredTiger")));
        }
        x.node().standing().view().ifPresent(view -> reply.append("repl", repl(view, x)));
        return reply.append("ok", new BsonDouble(1));
    }

    private static BsonDocument repl(SetView view, Exchange x) {
        Role role = view.role(x.node().standing().id());
        return new BsonDocument("setName", new BsonString(view.name()))
                .append("setVersion", new BsonInt64(view.version()))
                .append("isWritablePrimary", BsonBoolean.valueOf(role == Role.PRIMARY))
                .append("secondary", BsonBoolean.valueOf(role == Role.SECONDARY));
    }

    private static BsonDocument getParameter(Exchange x) {
        var reply = new BsonDocument();
        if (x.arguments().get("getParameter") instanceof BsonString all
                && all.getValue().equals("*")) {
            x.node().parameters().all().forEach(reply::append);
        } else {
            for (String name : x.arguments().keySet()) {
                BsonValue value = x.node().parameters().value(name);
                if (value != null) {
                    reply.append(name, value);
                }
            }
        }
        if (reply.isEmpty()) {
            throw new CommandFailure(72, "no option found to get");
        }
        return reply.append("ok", new BsonDouble(1));
    }

    private static BsonDocument setParameter(Exchange x) {
        var reply = new BsonDocument();
        x.arguments().forEach((name, value) -> {
            if (!name.equals("setParameter")) {
                BsonValue before = x.node().parameters().change(name, value);
                if (before == null) {
                    throw new CommandFailure(
                            72,
                            "attempted to set unrecognized parameter [" + name + "], use help:true to see options ");
                }
                reply.put("was", before);
            }
        });
        if (reply.isEmpty()) {
            throw new CommandFailure(72, "no option found to set, use help:true to see options ");
        }
        return reply.append("ok", new BsonDouble(1));
    }

    private static BsonDocument currentOp(Exchange x) {
        return new BsonDocument("inprog", operations(x)).append("ok", new BsonDouble(1));
    }

    static BsonArray operations(Exchange x) {
        var operations = new BsonArray();
        for (Exchange other : x.node().operations().running()) {
            var operation = new BsonDocument("type", new BsonString("op"))
                    .append("host", new BsonString("127.0.0.1"))
                    .append("opid", new BsonInt32(other.operationId()))
                    .append("active", BsonBoolean.TRUE)
                    .append("microsecs_running", new BsonInt64(other.runningMicros()))
                    .append("ns", new BsonString(other.namespace()))
                    .append("command", other.request().command().clone());
            other.appName().ifPresent(name -> operation.append("appName", new BsonString(name)));
            operations.add(operation);
        }
        return operations;
    }

    private static BsonDocument killOp(Exchange x) {
        if (!(x.arguments().get("op") instanceof BsonNumber id)) {
            throw new CommandFailure(4, "Did not provide \"op\" field");
        }
        x.node()
                .operations()
                .interrupt(
                        other -> other.operationId() == id.intValue(),
                        new CommandFailure(11601, "operation was interrupted"));
        return new BsonDocument("info", new BsonString("attempting to kill op")).append("ok", new BsonDouble(1));
    }
}
