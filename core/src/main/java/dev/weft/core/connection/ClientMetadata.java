package dev.weft.core.connection;

import dev.weft.core.mapping.Trees;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * What every new connection tells the server about this client (MongoDB Handshake specification). Libraries built on Weft may append
 * their names at any time; connections that exist already are left alone. Shared by all threads.
 */
public final class ClientMetadata {
    /** How many bytes a server accepts; the connection would be refused above it. */
    static final int LIMIT = 512;

    private static final String DRIVER = "weft";
    private static final String DELIMITER = "|";

    private final String appName;
    private final Surroundings where;
    private final AtomicReference<State> state;

    /**
     * Metadata of one client.
     *
     * @param appName the application's name, empty for none
     * @param where what to tell about this process
     */
    public ClientMetadata(String appName, Surroundings where) {
        this.appName = appName;
        this.where = where;
        this.state = new AtomicReference<>(new State(List.of(), encode(List.of())));
    }

    /**
     * Appends the name of a library built on Weft; the same three words a second time change nothing.
     *
     * @param name the library
     * @param version its version, empty for none
     * @param platform what it runs on, empty for none
     * @throws IllegalArgumentException when the name is empty or a word contains {@code |}
     */
    public void append(String name, String version, String platform) {
        Library library = new Library(name, version, platform);
        State before = state.get();
        while (!before.libraries.contains(library)) {
            List<Library> libraries = new ArrayList<>(before.libraries);
            libraries.add(library);
            if (state.compareAndSet(before, new State(List.copyOf(libraries), encode(libraries)))) {
                return;
            }
            before = state.get();
        }
    }

    /** {@return the {@code client} document as BSON, at most 512 bytes; never to be written to} */
    byte[] document() {
        return state.get().document;
    }

    /** {@return whether this process is run by a function service, so that monitors must poll} */
    public boolean onFunctionService() {
        return ClientEnvironment.isFunction(where);
    }

    private byte[] encode(List<Library> libraries) {
        byte[] document = shrink(assemble(libraries));
        for (int kept = libraries.size() - 1; document.length > LIMIT && kept >= 0; kept--) {
            document = shrink(assemble(libraries.subList(0, kept)));
        }
        return document;
    }

    private BsonDocument assemble(List<Library> libraries) {
        StringBuilder name = new StringBuilder(DRIVER);
        StringBuilder version = new StringBuilder(DriverVersion.VALUE);
        StringBuilder platform = new StringBuilder(where.platform());
        for (Library library : libraries) {
            name.append(DELIMITER).append(library.name);
            appendPresent(version, library.version);
            appendPresent(platform, library.platform);
        }
        BsonDocument client = new BsonDocument();
        if (!appName.isEmpty()) {
            client.append("application", new BsonDocument("name", new BsonString(appName)));
        }
        client.append(
                "driver",
                new BsonDocument("name", new BsonString(name.toString()))
                        .append("version", new BsonString(version.toString())));
        client.append("os", operatingSystem());
        client.append("platform", new BsonString(platform.toString()));
        BsonDocument env = ClientEnvironment.of(where);
        if (!env.isEmpty()) {
            client.append("env", env);
        }
        return client;
    }

    private BsonDocument operatingSystem() {
        BsonDocument os = new BsonDocument("type", new BsonString(osType(where.operatingSystem())));
        putPresent(os, "name", where.operatingSystem());
        putPresent(os, "architecture", where.architecture());
        putPresent(os, "version", where.osVersion());
        return os;
    }

    private static String osType(String name) {
        if (name.startsWith("Linux")) {
            return "Linux";
        } else if (name.startsWith("Mac")) {
            return "Darwin";
        } else if (name.startsWith("Windows")) {
            return "Windows";
        } else if (name.endsWith("BSD")) {
            return "BSD";
        }
        return name.equals("AIX") || name.startsWith("SunOS") ? "Unix" : "unknown";
    }

    /** Leaves out what matters least until the document fits, in the specification's order ("Limitations"). */
    private static byte[] shrink(BsonDocument client) {
        byte[] document = Trees.bytes(client);
        for (int step = 1; document.length > LIMIT && step <= 4; step++) {
            switch (step) {
                case 1 -> keepOnly(client, "env", "name");
                case 2 -> keepOnly(client, "os", "type");
                case 3 -> client.remove("env");
                default -> truncatePlatform(client, document.length - LIMIT);
            }
            document = Trees.bytes(client);
        }
        return document;
    }

    private static void keepOnly(BsonDocument client, String part, String field) {
        BsonDocument document = client.getDocument(part, new BsonDocument());
        document.keySet().retainAll(List.of(field));
        if (document.isEmpty()) {
            client.remove(part);
        }
    }

    private static void truncatePlatform(BsonDocument client, int excess) {
        byte[] platform = client.getString("platform").getValue().getBytes(StandardCharsets.UTF_8);
        int end = Math.max(0, platform.length - excess);
        while (end > 0 && (platform[end] & 0xC0) == 0x80) {
            end--; // A character is kept whole or not at all.
        }
        client.append("platform", new BsonString(new String(Arrays.copyOf(platform, end), StandardCharsets.UTF_8)));
        if (end == 0) {
            client.remove("platform");
        }
    }

    private static void appendPresent(StringBuilder text, String word) {
        if (!word.isEmpty()) {
            text.append(DELIMITER).append(word);
        }
    }

    private static void putPresent(BsonDocument document, String field, String word) {
        if (!word.isEmpty()) {
            document.append(field, new BsonString(word));
        }
    }

    private record Library(String name, String version, String platform) {
        Library {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a library that appends metadata needs a name");
            }
            for (String word : List.of(name, version, platform)) {
                if (word.contains(DELIMITER)) {
                    throw new IllegalArgumentException("'" + word
                            + "' contains '|', which separates the names of libraries: use another character");
                }
            }
        }
    }

    private static final class State {
        private final List<Library> libraries;
        private final byte[] document;

        State(List<Library> libraries, byte[] document) {
            this.libraries = libraries;
            this.document = document;
        }
    }
}
