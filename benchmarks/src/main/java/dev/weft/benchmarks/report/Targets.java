package dev.weft.benchmarks.report;

import dev.weft.benchmarks.report.Measurement.Unit;
import dev.weft.benchmarks.report.Target.Bound;
import java.util.List;

/**
 * What this driver promises, as rows. A row stays here when it is not reached, and when no report has measured it: the page says so.
 *
 * <p>{@code sync} is {@code mongodb-driver-sync}, {@code floor} a bare channel behind fair permits that decodes nothing.
 */
public final class Targets {
    private static final String CALL = "call";
    private static final String SYNC = "sync";
    private static final String FLOOR = "floor";
    private static final double KILO = 1_000;
    private static final double MEGA = 1_000_000;

    /** All of them, in the order of the page. */
    public static final List<Target> ALL = List.of(
            call("findOne(Document), 100 callers: throughput", "FIND_ONE 100", Unit.OPS, times(2.1)),
            new Target(
                    "the same with the responder on other cores", "call.apart", "FIND_ONE 100", Unit.OPS, times(2.5)),
            call("findOne(Document), 100 callers: CPU time", "FIND_ONE 100", Unit.CPU_MICROS, sync(0.4)),
            call("findOne(Document), 100 callers: allocation", "FIND_ONE 100", Unit.BYTES, bytes(2.5)),
            loaded("findOne(Document), 100 callers, with a deadline and a listener: throughput", "FIND_ONE 100"),
            loaded("insertOne, 100 callers, with a deadline and a listener: throughput", "INSERT_ONE 100"),
            call("findOne, 100 callers: CPU time", "FIND_ONE 100", Unit.CPU_MICROS, floor(1.5)),
            call("findOne, 10,000 callers: throughput", "FIND_ONE 10000", Unit.OPS, new Bound.TimesAsGood(FLOOR, 0.8)),
            call(
                    "findOne, 10,000 callers: latency",
                    "FIND_ONE 10000",
                    Unit.P99_MILLIS,
                    new Bound.OfOwn(Unit.P50_MILLIS, 1.5)),
            call(
                    "findOne, 10,000 callers: nobody starves (Jain's index)",
                    "FIND_ONE 10000",
                    Unit.FAIRNESS,
                    new Bound.AtLeast(0.9)),
            call("findOne(Raw): allocation", "FIND_ONE_RAW 100", Unit.BYTES, bytes(0.8)),
            call("findOne(Raw): throughput", "FIND_ONE_RAW 100", Unit.OPS, times(2.1)),
            call("insertOne: allocation", "INSERT_ONE 100", Unit.BYTES, bytes(1.5)),
            call("insertOne: throughput", "INSERT_ONE 100", Unit.OPS, times(2.1)),
            call("ping: allocation", "PING 100", Unit.BYTES, bytes(0.4)),
            call("ping: throughput", "PING 100", Unit.OPS, times(2.1)),
            call("one caller, a virtual thread: latency", "FIND_ONE 1", Unit.P50_MILLIS, sync(1.3)),
            new Target(
                    "one caller, a platform thread: latency",
                    CALL,
                    "FIND_ONE 1",
                    "weft-platform",
                    Unit.P50_MILLIS,
                    new Bound.OfPeer("sync-platform", 1.3)),
            call("one caller, a virtual thread, waiting awake: latency", "FIND_ONE 1", Unit.P50_MILLIS, sync(1.0)),
            call("cursor of 10,000 tweets: throughput", "TWEETS:10000 1", Unit.OPS, times(1.5)),
            call("the same: allocation", "TWEETS:10000 1", Unit.BYTES, sync(0.7)),
            call(
                    "the same as raw documents: allocation",
                    "TWEETS_RAW:10000 1",
                    Unit.BYTES,
                    new Bound.OfOwn(Unit.MOVED_BYTES, 1.3)),
            call("insertMany of 10,000: throughput", "INSERT_MANY:10000 1", Unit.OPS, times(1.5)),
            call("the same: allocation", "INSERT_MANY:10000 1", Unit.BYTES, sync(0.7)),
            call("GridFS of 50 MB: throughput", "GRIDFS 1", Unit.OPS, times(1.5)),
            bson("encode, flat", "encode FLAT", "bson", 1.5),
            bson("encode, deep", "encode DEEP", "bson", 1.5),
            bson("encode, full", "encode FULL", "bson", 1.5),
            bson("encode, tweet", "encode TWEET", "bson", 1.5),
            bson("decode to Document, flat", "decode FLAT", "bson", 1.2),
            bson("decode to Document, deep", "decode DEEP", "bson", 1.2),
            bson("decode to Document, full", "decode FULL", "bson", 1.2),
            bson("decode to Document, tweet", "decode TWEET", "bson", 1.2),
            records("books", "decode BOOK"),
            records("of numbers", "decode NUMBERS"),
            memory("idle client with 100 connections", "IDLE_CONNECTIONS 100", 2.5),
            memory("10,000 parked callers", "PARKED_CALLERS 10000", 30),
            memory("10,000 parked callers whose code is compiled", "PARKED_WARM_CALLERS 10000", 30),
            memory("100 lying servers that claim 48 MB each", "LYING_SERVERS 100", 120),
            new Target(
                    "start: connect and first ping", "start", "connect and first ping", Unit.TOOK_MILLIS, sync(0.5)));

    private Targets() {}

    private static Target call(String name, String shape, Unit unit, Bound bound) {
        return new Target(name, CALL, shape, unit, bound);
    }

    private static Target bson(String name, String shape, String peer, double least) {
        return new Target("BSON: " + name, "wire", shape, Unit.NANOS, new Bound.TimesAsGood(peer, least));
    }

    private static Target records(String name, String shape) {
        return new Target(
                "BSON: decode to records, " + name,
                "mapping",
                shape,
                Unit.NANOS,
                new Bound.TimesAsGood("bson_record_codec", 1.5));
    }

    private static Target loaded(String name, String shape) {
        return new Target(name, "loaded", shape, "weft-loaded", Unit.OPS, new Bound.TimesAsGood("sync-loaded", 2.1));
    }

    private static Target memory(String name, String shape, double megabytes) {
        return new Target("memory: " + name, "memory", shape, Unit.HEAP_BYTES, new Bound.AtMost(megabytes * MEGA));
    }

    private static Bound times(double least) {
        return new Bound.TimesAsGood(SYNC, least);
    }

    private static Bound sync(double most) {
        return new Bound.OfPeer(SYNC, most);
    }

    private static Bound floor(double most) {
        return new Bound.OfPeer(FLOOR, most);
    }

    private static Bound bytes(double kilobytes) {
        return new Bound.AtMost(kilobytes * KILO);
    }
}
