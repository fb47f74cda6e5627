package dev.weft.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What the reports of Surefire say of one suite.
 *
 * @param name its name
 * @param passed how many cases passed
 * @param failures the cases that failed and should not have
 * @param known the cases that failed, as the baseline says they do
 * @param skips how many cases were skipped, by reason
 */
record SuiteResult(String name, int passed, List<String> failures, List<String> known, Map<String, Integer> skips) {
    /** How a skipped case says that it failed and was known to; UnifiedSpecTest writes it. */
    private static final String KNOWN_TO_FAIL = "known to fail: ";

    private static final String UNIFIED = "dev.weft.unified.";

    /** A unified case is called by suite, file and description. */
    private static final Pattern UNIFIED_CASE = Pattern.compile("(.+)/[^/]+\\.json: .*", Pattern.DOTALL);

    int failed() {
        return failures.size() + known.size();
    }

    int skipped() {
        return skips.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The suites of one report: one for its class, or one for each folder of unified cases. */
    static List<SuiteResult> read(Path report) {
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

    private static List<SuiteResult> of(Element suite) {
        String className = suite.getAttribute("name");
        NodeList cases = suite.getElementsByTagName("testcase");
        Map<String, Tally> suites = new TreeMap<>();
        for (int i = 0; i < cases.getLength(); i++) {
            var each = (Element) cases.item(i);
            String caseName = displayName(each.getAttribute("name"));
            if (isAboutTheBaseline(className, caseName) && Tally.passed(each)) {
                continue;
            }
            suites.computeIfAbsent(suiteName(className, caseName), Tally::new).add(caseName, each);
        }
        return suites.values().stream().map(Tally::result).toList();
    }

    /** A test beside the cases of the specifications; it counts only when it fails. */
    private static boolean isAboutTheBaseline(String className, String caseName) {
        return className.startsWith(UNIFIED) && !UNIFIED_CASE.matcher(caseName).matches();
    }

    /** Surefire puts the names of the containers and of the factory before that of the case. */
    private static String displayName(String reported) {
        int factory = reported.indexOf("() ");
        return factory < 0 ? reported : reported.substring(factory + 3);
    }

    /** Surefire gives the reason as an attribute, or as the first line of the exception. */
    private static String reason(Element skipped) {
        String message = skipped.getAttribute("message");
        String text = message.isEmpty() ? skipped.getTextContent().strip() : message;
        return text.lines().findFirst().orElse("").replaceFirst("^[\\w.]+Exception: ", "");
    }

    /** {@code dev.weft.specification.BsonCorpusSpecTest} is {@code bson-corpus}; a unified case names its suite itself. */
    private static String suiteName(String className, String caseName) {
        Matcher unified = UNIFIED_CASE.matcher(caseName);
        if (className.startsWith(UNIFIED) && unified.matches()) {
            return unified.group(1);
        }
        String simple = className.substring(className.lastIndexOf('.') + 1).replaceFirst("SpecTest$", "");
        return simple.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static final class Tally {
        private final String suite;
        private int passed;
        private final List<String> failures = new ArrayList<>();
        private final List<String> known = new ArrayList<>();
        private final Map<String, Integer> skips = new TreeMap<>();

        Tally(String suite) {
            this.suite = suite;
        }

        void add(String name, Element testCase) {
            NodeList skipped = testCase.getElementsByTagName("skipped");
            if (failed(testCase)) {
                failures.add(name);
            } else if (skipped.getLength() == 0) {
                passed++;
            } else {
                skip(name, reason((Element) skipped.item(0)));
            }
        }

        private void skip(String name, String reason) {
            if (reason.startsWith(KNOWN_TO_FAIL)) {
                known.add(name);
            } else {
                skips.merge(reason, 1, Integer::sum);
            }
        }

        SuiteResult result() {
            return new SuiteResult(suite, passed, failures, known, skips);
        }

        static boolean passed(Element testCase) {
            return !failed(testCase) && !has(testCase, "skipped");
        }

        private static boolean failed(Element testCase) {
            return has(testCase, "failure") || has(testCase, "error");
        }

        private static boolean has(Element testCase, String child) {
            return testCase.getElementsByTagName(child).getLength() > 0;
        }
    }
}
