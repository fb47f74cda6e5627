package dev.weft.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What one report of Surefire says of one suite. */
record SuiteResult(String name, int passed, List<String> failures, int skipped) {
    static SuiteResult read(Path report) {
        try {
            Element suite = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getDocumentElement();
            return of(suite);
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(report + " is no report that can be read", e);
        }
    }

    private static SuiteResult of(Element suite) {
        NodeList cases = suite.getElementsByTagName("testcase");
        List<String> failures = new ArrayList<>();
        int skipped = 0;
        for (int i = 0; i < cases.getLength(); i++) {
            var each = (Element) cases.item(i);
            if (has(each, "failure") || has(each, "error")) {
                failures.add(each.getAttribute("name"));
            } else if (has(each, "skipped")) {
                skipped++;
            }
        }
        int passed = cases.getLength() - failures.size() - skipped;
        return new SuiteResult(suiteName(suite.getAttribute("name")), passed, failures, skipped);
    }

    private static boolean has(Element testCase, String child) {
        return testCase.getElementsByTagName(child).getLength() > 0;
    }

    /** {@code dev.weft.specification.BsonCorpusSpecTest} is {@code bson-corpus}. */
    private static String suiteName(String className) {
        String simple = className.substring(className.lastIndexOf('.') + 1).replaceFirst("SpecTest$", "");
        return simple.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
