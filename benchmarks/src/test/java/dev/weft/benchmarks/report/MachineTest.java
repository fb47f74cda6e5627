package dev.weft.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineTest {
    @Test
    void flagsAreToldButNeitherPathsNorPropertiesThatMayBeSecret() {
        assertEquals(
                "-Xmx1g -XX:+UseZGC",
                Machine.flags(List.of(
                        "-Xmx1g", "-Dpassword=x", "-XX:+UseZGC", "-Xlog:gc:/home/me/gc.log", "--add-opens=a/b=c")));
        assertEquals("none", Machine.flags(List.of()));
    }

    @Test
    void peersAreKnownByTheVersionsInTheNamesOfTheirJars() {
        var path = String.join(
                File.pathSeparator,
                "/r/mongodb-driver-sync-5.14.0.jar",
                "/r/bson-5.14.0-rc1.jar",
                "/r/other-1.jar",
                "/classes");
        assertEquals(Map.of("mongodb-driver-sync", "5.14.0", "bson", "5.14.0-rc1"), Machine.jars(path));
        assertEquals("5.14.0", Machine.versions().get("mongodb-driver-sync"));
    }

    @Test
    void aMachineIsDescribedWithoutItsName() throws Exception {
        var described = Machine.describe();
        assertEquals(List.of("processor", "processors", "memory", "system"), List.copyOf(described.keySet()));
        var name = InetAddress.getLocalHost().getHostName();
        assertFalse(!name.equals("localhost") && described.toString().contains(name), described.toString());
        assertTrue(Integer.parseInt(described.get("processors")) > 0);
    }
}
