package dev.weft.benchmarks.rounds;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The arguments of a benchmark, as {@code name=value}; whatever has no default is a mistake. */
public final class Options {
    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /** The defaults, and over them what the arguments say. */
    public static Options of(String[] args, Map<String, String> defaults) {
        var values = new TreeMap<>(defaults);
        for (var arg : args) {
            int equals = arg.indexOf('=');
            if (equals < 0 || values.replace(arg.substring(0, equals), arg.substring(equals + 1)) == null) {
                throw new IllegalArgumentException("unknown option " + arg + "; known, with defaults: " + defaults);
            }
        }
        return new Options(values);
    }

    /** A value as it stands. */
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** A whole number. */
    public int number(String name) {
        return Integer.parseInt(text(name));
    }

    /** Values between commas. */
    public List<String> list(String name) {
        return List.of(text(name).split(",", -1));
    }
}
