package dev.weft.core.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Weft's own version, written by the build into a file beside this class: it is there on the class path and the module path alike. */
final class DriverVersion {
    static final String VALUE = read();

    private DriverVersion() {}

    private static String read() {
        try (InputStream file = DriverVersion.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Weft's jar is damaged: its version cannot be read", unreadable);
        }
    }
}
