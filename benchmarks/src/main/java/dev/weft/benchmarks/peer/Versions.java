package dev.weft.benchmarks.peer;

import com.mongodb.ConnectionString;
import dev.weft.settings.ClientSettings;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;

/** What the peers on the JVM say they are. */
final class Versions {
    private Versions() {}

    static String of(String peer) throws IOException {
        if (peer.equals("floor")) {
            return "bare channels";
        }
        boolean weft = peer.startsWith("weft");
        return (weft ? "Weft" : peer.equals("reactive") ? "mongodb-driver-reactivestreams" : "mongodb-driver-sync")
                + " " + jarVersion(weft ? ClientSettings.class : ConnectionString.class)
                + ", Java " + Runtime.version();
    }

    /** As the jar's manifest has it; classes that are not in a jar are those of the source tree. */
    private static String jarVersion(Class<?> type) throws IOException {
        try {
            var place = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                return "of this source tree";
            }
            try (var jar = new JarFile(place.toFile())) {
                var name = place.getFileName().toString();
                var manifest = jar.getManifest();
                var version =
                        manifest == null ? null : manifest.getMainAttributes().getValue("Build-Version");
                return version == null ? name : version;
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
