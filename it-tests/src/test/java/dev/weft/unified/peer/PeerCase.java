package dev.weft.unified.peer;

import dev.weft.protocol.testing.Specifications;
import dev.weft.unified.file.MalformedFileException;
import dev.weft.unified.file.Operation;
import dev.weft.unified.file.TestFile;
import dev.weft.unified.run.Selection;
import dev.weft.unified.run.Suites;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A case, as both drivers find it.
 *
 * @param suite its suite
 * @param file where it is
 * @param index its place in the file
 * @param description its name in the file
 * @param raw whether it sends commands of its own, which are its business and no driver's
 */
record PeerCase(String suite, Path file, int index, String description, boolean raw) {
    private static final String TIMEOUTS = "client-side-operations-timeout";

    /** All cases of the specifications' folder that are selected, in order. */
    static List<PeerCase> all(Selection selection) {
        List<PeerCase> cases = new ArrayList<>();
        Suites.find().forEach((suite, files) -> {
            if (selection.suite(suite)) {
                files.stream()
                        .filter(file -> selection.file(file.getFileName().toString()))
                        .forEach(file -> cases.addAll(of(suite, file)));
            }
        });
        return cases.stream()
                .filter(each -> selection.testCase(each.description()))
                .toList();
    }

    private static List<PeerCase> of(String suite, Path file) {
        List<PeerCase> cases = new ArrayList<>();
        try {
            TestFile.read(Specifications.read(file))
                    .tests()
                    .forEach(each -> cases.add(new PeerCase(
                            suite,
                            file,
                            cases.size(),
                            each.description(),
                            each.operations().stream().map(Operation::name).anyMatch("runCommand"::equals))));
        } catch (MalformedFileException malformed) {
            // Where a file fails as a whole, one case stands for all, as in the baselines.
            cases.add(new PeerCase(suite, file, 0, "whole file", false));
        }
        return cases;
    }

    /** What the baselines call it. */
    String id() {
        return suite + "/" + file.getFileName() + ": " + description;
    }

    /** What PyMongo's tests call the folder: its list of cases that it skips goes by this name. */
    String folder() {
        return suite.equals(TIMEOUTS) ? "csot" : suite.substring(suite.lastIndexOf('/') + 1);
    }

    /** Whether it passes when it fails. */
    boolean mustFail() {
        return suite.equals(Suites.VALID_FAIL);
    }

    /** Whether it races against a pause of the server, so that another try may tell more than the first did. */
    boolean againstTime() {
        return suite.equals(TIMEOUTS);
    }
}
