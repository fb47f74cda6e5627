package dev.weft.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Where servers are installed once for all builds of this user: {@code -Dweft.cache}, {@code WEFT_CACHE} in the
 * environment, or {@code .cache/weft} in the home directory. Nothing of it lies in the source tree.
 */
public final class ServerCache {
    private ServerCache() {}

    /** The directory of one server, made if need be. */
    public static Path directory(String server) throws IOException {
        String configured = System.getProperty("weft.cache", System.getenv("WEFT_CACHE"));
        Path root =
                configured == null ? Path.of(System.getProperty("user.home"), ".cache", "weft") : Path.of(configured);
        return Files.createDirectories(root.resolve(server));
    }

    /** The server's scripts as files; the directory is named after their contents, so versions do not mix. */
    public static Path scripts(String server, List<String> files) throws IOException {
        Path cache = directory(server);
        Path target = cache.resolve("scripts-" + fingerprint(server, files));
        if (Files.isDirectory(target)) {
            return target;
        }
        Path fresh = Files.createTempDirectory(cache, "scripts.");
        for (String file : files) {
            Files.write(fresh.resolve(file), contents(server, file));
        }
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException failure) {
            delete(fresh, files);
            // Another build or thread may have been faster; a system may say so in words only ("Directory not empty").
            if (!Files.isDirectory(target)) {
                throw failure;
            }
        }
        return target;
    }

    private static void delete(Path directory, List<String> files) throws IOException {
        for (String file : files) {
            Files.deleteIfExists(directory.resolve(file));
        }
        Files.delete(directory);
    }

    private static String fingerprint(String server, List<String> files) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String file : files) {
                digest.update(contents(server, file));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] contents(String server, String file) throws IOException {
        try (InputStream in = ServerCache.class.getResourceAsStream(server + "/" + file)) {
            if (in == null) {
                throw new IOException("the resource " + server + "/" + file + " is missing");
            }
            return in.readAllBytes();
        }
    }
}
