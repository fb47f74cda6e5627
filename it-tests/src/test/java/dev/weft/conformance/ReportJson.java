package dev.weft.conformance;

import java.util.List;
import java.util.stream.Collectors;

/** The report as JSON. Written by hand: the report runs with nothing but its own classes. */
final class ReportJson {
    private ReportJson() {}

    static String of(List<SuiteResult> suites) {
        return suites.stream().map(ReportJson::of).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String of(SuiteResult suite) {
        String skips = suite.skips().entrySet().stream()
                .map(entry -> text(entry.getKey()) + ": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
        return "  {\"suite\": " + text(suite.name()) + ", \"passed\": " + suite.passed() + ", \"failed\": "
                + suite.failed() + ", \"skipped\": " + suite.skipped() + ",\n   \"unexpectedFailures\": "
                + texts(suite.failures()) + ", \"knownFailures\": " + texts(suite.known()) + ",\n   \"skips\": " + skips
                + "}";
    }

    private static String texts(List<String> names) {
        return names.stream().map(ReportJson::text).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String text(String value) {
        StringBuilder out = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
