package dev.weft.testbed.strict;

import dev.weft.testbed.strict.CommandShape.FieldShape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;

/** The table of commands, read once from {@code commands.txt}. */
public final class CommandShapes {
    /** What every command may carry. */
    static final String GENERIC = "*";

    private static final Map<String, CommandShape> BY_NAME = new HashMap<>();
    private static final List<CommandShape> COMMANDS = new ArrayList<>();

    static {
        try (InputStream in = CommandShapes.class.getResourceAsStream("commands.txt")) {
            if (in == null) {
                throw new IllegalStateException("commands.txt is not on the class path");
            }
            read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CommandShapes() {}

    /** The command of this name or alias, in whatever version it exists. */
    public static Optional<CommandShape> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name)).filter(shape -> !shape.is(Trait.PART));
    }

    /** The commands that a version has. */
    public static List<CommandShape> of(Version version) {
        return COMMANDS.stream().filter(shape -> shape.in(version)).toList();
    }

    static Optional<CommandShape> part(String name) {
        return Optional.ofNullable(BY_NAME.get(name)).filter(shape -> shape.is(Trait.PART));
    }

    private static void read(BufferedReader lines) throws IOException {
        String head = "";
        Map<String, FieldShape> fields = new HashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(" ")) {
                fields(line.strip(), fields);
            } else {
                add(head, fields);
                head = line;
                fields = new HashMap<>();
            }
        }
        add(head, fields);
    }

    private static void fields(String line, Map<String, FieldShape> into) {
        for (String word : words(line)) {
            int equals = word.indexOf('=');
            int at = word.indexOf('@');
            int slash = word.indexOf('/');
            String types = word.substring(equals + 1, at < 0 ? word.length() : at);
            Version since = at < 0 ? Version.FIRST : Version.of(word.substring(at + 1));
            String name = word.substring(0, equals);
            if (slash < 0) {
                Set<FieldType> all = FieldType.parse(types);
                into.put(name, new FieldShape(all, since, all, Version.FIRST));
            } else {
                Set<FieldType> narrow = FieldType.parse(word.substring(equals + 1, slash));
                Set<FieldType> all = FieldType.parse(word.substring(slash + 1, at));
                into.put(name, new FieldShape(all, Version.FIRST, narrow, since));
            }
        }
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (var tokens = new StringTokenizer(line, " "); tokens.hasMoreTokens(); ) {
            words.add(tokens.nextToken());
        }
        return words;
    }

    private static void add(String head, Map<String, FieldShape> fields) {
        if (head.isEmpty()) {
            return;
        }
        List<String> words = words(head);
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        Version since = Version.FIRST;
        Version until = Version.NEVER;
        for (String word : words.subList(1, words.size())) {
            if (word.startsWith("@")) {
                since = Version.of(word.substring(1));
            } else if (word.startsWith("-@")) {
                until = Version.of(word.substring(2));
            } else {
                traits.add(Trait.of(word));
            }
        }
        var shape = new CommandShape(List.of(words.getFirst().split(",", -1)), traits, since, until, fields);
        shape.names().forEach(name -> BY_NAME.put(name, shape));
        if (!shape.is(Trait.PART)) {
            COMMANDS.add(shape);
        }
    }
}
