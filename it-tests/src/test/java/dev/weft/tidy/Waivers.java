package dev.weft.tidy;

import java.util.ArrayList;
import java.util.List;

/**
 * The exceptions we grant, one per line of tidy-waivers.txt: rule, path, reason. A waiver without a reason, or one that nothing needs
 * any more, is a violation itself.
 */
final class Waivers {
    static final String FILE = "tidy-waivers.txt";

    private record Waiver(String rule, String path, long line) {}

    private final List<Waiver> waivers = new ArrayList<>();
    private final List<Violation> broken = new ArrayList<>();

    Waivers(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("\\s+", 3);
            if (parts.length < 3) {
                broken.add(new Violation("waiver", FILE, i + 1L, "a waiver is: rule, path, reason"));
            } else {
                waivers.add(new Waiver(parts[0], parts[1], i + 1L));
            }
        }
    }

    List<Violation> apply(List<Violation> found) {
        List<Violation> left = new ArrayList<>(broken);
        List<Waiver> used = new ArrayList<>();
        for (Violation violation : found) {
            List<Waiver> matching = waivers.stream()
                    .filter(waiver -> waiver.rule().equals(violation.rule())
                            && waiver.path().equals(violation.path()))
                    .toList();
            used.addAll(matching);
            if (matching.isEmpty()) {
                left.add(violation);
            }
        }
        for (Waiver waiver : waivers) {
            if (!used.contains(waiver)) {
                left.add(new Violation("waiver", FILE, waiver.line(), "nothing needs this waiver any more"));
            }
        }
        return left;
    }
}
