package dev.weft.benchmarks.start;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A class path as a user has it: of jars. An archive of class data is made of jars only, too. */
public final class Jars {
    private Jars() {}

    /**
     * The same class path, each folder of it packed into a jar.
     *
     * @param classPath of jars and folders; what is not there is left out
     * @param target a folder for the new jars
     */
    public static String only(String classPath, Path target) throws IOException {
        var jars = new ArrayList<String>();
        for (var entry : classPath.split(File.pathSeparator, -1)) {
            var path = Path.of(entry);
            if (Files.isDirectory(path)) {
                jars.add(pack(path, target.resolve(jars.size() + ".jar")).toString());
            } else if (!entry.isEmpty() && Files.exists(path)) {
                jars.add(entry);
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private static Path pack(Path folder, Path jar) throws IOException {
        List<Path> files;
        try (var all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var file : files) {
                out.putNextEntry(new JarEntry(folder.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar;
    }
}
