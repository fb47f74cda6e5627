package dev.weft.testbed;

import java.io.StringReader;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.xml.sax.InputSource;

/**
 * Starts a set in a fresh JVM and says how long that took, in microseconds: on the clock, and of the starting thread's processor time. Beside it, what
 * the same thread takes on this machine for a yardstick of the same kind: to load and use a part of the JDK for the first time.
 */
final class ColdStart {
    private ColdStart() {}

    public static void main(String[] arguments) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long before = System.nanoTime();
        try (var set = Deployment.replicaSet("cold", 3).start()) {
            long took = System.nanoTime() - before;
            long worked = threads.getCurrentThreadCpuTime() - cpu;
            long yardstick = threads.getCurrentThreadCpuTime();
            transformed();
            yardstick = threads.getCurrentThreadCpuTime() - yardstick;
            System.out.println(
                    took / 1000 + " " + worked / 1000 + " " + set.primary().isPresent() + " " + yardstick / 1000);
        }
    }

    private static void transformed() throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader("<set><member>1</member></set>")));
        TransformerFactory.newInstance()
                .newTransformer()
                .transform(new DOMSource(document), new StreamResult(new StringWriter()));
    }
}
