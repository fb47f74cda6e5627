package dev.weft.core.connection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the handshake tells about the place this process runs in (MongoDB Handshake specification, "client.os" and "client.env").
 *
 * @param variables the process's environment
 * @param operatingSystem the name Java gives it, such as {@code Mac OS X}; may be empty
 * @param architecture such as {@code amd64}; may be empty
 * @param osVersion may be empty
 * @param platform the Java runtime, the most telling words first
 * @param docker whether the file {@code /.dockerenv} exists
 */
public record Surroundings(
        Map<String, String> variables,
        String operatingSystem,
        String architecture,
        String osVersion,
        String platform,
        boolean docker) {
    /** {@return what this process can see} */
    public static Surroundings here() {
        return new Surroundings(
                System.getenv(),
                System.getProperty("os.name", ""),
                System.getProperty("os.arch", ""),
                System.getProperty("os.version", ""),
                "Java " + Runtime.version() + "/" + System.getProperty("java.vendor", "unknown vendor"),
                Files.exists(Path.of("/.dockerenv")));
    }
}
