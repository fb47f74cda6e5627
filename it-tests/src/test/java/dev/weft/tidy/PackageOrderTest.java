package dev.weft.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Inside core, a package uses only packages that stand before it: what modules draw between jars, this draws within one. */
@Tag("tidy")
class PackageOrderTest {
    private static final List<String> ORDER = List.of(
            "dev.weft",
            "dev.weft.topology",
            "dev.weft.result",
            "dev.weft.error",
            "dev.weft.event",
            "dev.weft.core.mapping",
            "dev.weft.settings",
            "dev.weft.core.time",
            "dev.weft.core.scope",
            "dev.weft.core.jfr",
            "dev.weft.core.dns",
            "dev.weft.core.auth",
            "dev.weft.core.connection",
            "dev.weft.core.session",
            "dev.weft.core.topology",
            "dev.weft.core.cluster",
            "dev.weft.core.operation",
            "dev.weft.core.execute",
            "dev.weft.core.cursor",
            "dev.weft.core.bulk",
            "dev.weft.core.gridfs");

    /** Functions of values: whoever reads them needs to think of no thread and no socket. */
    private static final List<String> PURE =
            List.of("dev.weft", "dev.weft.topology", "dev.weft.result", "dev.weft.settings", "dev.weft.core.topology");

    private static final JavaClasses CORE =
            new ClassFileImporter().importPath(Path.of(System.getProperty("weft.root"), "core", "target", "classes"));

    @Test
    void everyPackageOfCoreHasItsPlaceInTheOrder() {
        var homeless = new TreeSet<String>();
        CORE.forEach(type -> homeless.add(type.getPackageName()));
        assertFalse(homeless.isEmpty(), "core is not compiled");
        ORDER.forEach(homeless::remove);
        homeless.remove(""); // module-info
        assertEquals(new TreeSet<>(), homeless, "packages without a place in ORDER");
    }

    @Test
    void noPackageUsesOneThatComesAfterIt() {
        var wrong = new TreeSet<String>();
        for (JavaClass type : CORE) {
            int place = ORDER.indexOf(type.getPackageName());
            for (Dependency use : type.getDirectDependenciesFromSelf()) {
                if (ORDER.indexOf(use.getTargetClass().getPackageName()) > place) {
                    wrong.add(use.getDescription());
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void purePackagesKnowNeitherThreadsNorSockets() {
        var wrong = new TreeSet<String>();
        for (JavaClass type : CORE) {
            for (Dependency use : type.getDirectDependenciesFromSelf()) {
                String used = use.getTargetClass().getPackageName();
                boolean impure = used.startsWith("java.util.concurrent") || used.startsWith("java.nio.channels");
                // Durations are told in TimeUnit, which is concurrent by address only.
                if (impure
                        && PURE.contains(type.getPackageName())
                        && !use.getTargetClass().getSimpleName().equals("TimeUnit")) {
                    wrong.add(use.getDescription());
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }
}
