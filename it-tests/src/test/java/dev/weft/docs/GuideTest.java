package dev.weft.docs;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.testbed.ServerKind;
import dev.weft.testbed.TestServer;
import dev.weft.testbed.junit.EachServer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Every page of the guide compiles, does what it says, and is linked. */
class GuideTest {
    private static final Path ROOT = Path.of(System.getProperty("weft.root"));
    private static final Path GUIDE = ROOT.resolve("docs/guide");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)(?<file>[^)#]*)(?:#(?<heading>[^)]*))?\\)");

    @TempDir
    Path classes;

    @TestFactory
    Stream<DynamicTest> everyPageCompiles() throws IOException {
        return GuidePage.in(GUIDE).stream()
                .map(file -> DynamicTest.dynamicTest(ROOT.relativize(file).toString(), () -> {
                    assertEquals(
                            List.of(), Compiling.errorsOf(GuidePage.read(file).sources(), classes));
                }));
    }

    @EachServer({ServerKind.EMBEDDED, ServerKind.ENGINE})
    void everyPageDoesWhatItSays(TestServer server) throws IOException {
        List<Executable> runs = new ArrayList<>();
        for (Path file : GuidePage.in(GUIDE)) {
            GuidePage page = GuidePage.read(file);
            runs.add(() -> run(page, server));
        }
        assertTrue(runs.size() > 1, "there is no page");
        assertAll(runs);
    }

    private void run(GuidePage page, TestServer server) throws Throwable {
        assertEquals(List.of(), Compiling.errorsOf(page.sources(), classes), page::toString);
        try {
            page.run(classes, server.uri(), server.kind() == ServerKind.ENGINE);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void everyLinkLeadsToAPageAndAHeadingOfIt() throws IOException {
        var wrong = new TreeSet<String>();
        List<Path> pages = GuidePage.in(GUIDE);
        pages.add(ROOT.resolve("README.md"));
        pages.add(ROOT.resolve("docs/tour.md"));
        for (Path page : pages) {
            var link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                Path target = link.group("file").isEmpty() ? page : page.resolveSibling(link.group("file"));
                String heading = link.group("heading");
                if (!Files.exists(target)
                        || (heading != null && !headings(target).contains(heading))) {
                    wrong.add(ROOT.relativize(page) + ": " + link.group());
                }
            }
        }
        assertEquals(new TreeSet<>(), wrong);
    }

    private static List<String> headings(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line ->
                        line.replaceAll("^#+ |[^\\w -]", "").replace(' ', '-').toLowerCase(Locale.ROOT))
                .toList();
    }

    @Test
    void theReadmeAndTheTourLeadToEveryPage() throws IOException {
        for (String from : List.of("README.md", "docs/tour.md")) {
            String text = Files.readString(ROOT.resolve(from));
            for (Path page : GuidePage.in(GUIDE)) {
                assertTrue(
                        text.contains("guide/" + page.getFileName()), from + " has no link to " + page.getFileName());
            }
        }
    }
}
