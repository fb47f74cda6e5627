package dev.weft.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/options.md} and the table together; run with {@code -Dweft.write.docs=true} to write the page. */
class OptionsPageTest {
    private static final Path PAGE = Path.of(System.getProperty("weft.root", ".."), "docs", "options.md");

    @Test
    void thePageSaysWhatTheTableSays() throws IOException {
        String page = page();
        if (Boolean.getBoolean("weft.write.docs")) {
            Files.writeString(PAGE, page);
        }
        assertEquals(page, Files.readString(PAGE), "run this test with -Dweft.write.docs=true and commit the page");
    }

    @Test
    void theTableIsSortedAndNamesNothingTwice() {
        List<String> names = UriOption.TABLE.stream().map(UriOption::name).toList();
        assertEquals(
                names.stream()
                        .sorted(Comparator.comparing(name -> name.toLowerCase(Locale.ROOT)))
                        .distinct()
                        .toList(),
                names);
        assertTrue(names.stream().noneMatch(name -> UriOption.REFUSED.containsKey(name.toLowerCase(Locale.ROOT))));
    }

    private static String page() {
        StringBuilder page = new StringBuilder(4_000)
                .append("# Options of the connection string\n\n")
                .append(
                        "Generated from the table in `UriOption`; a test holds both together. Names ignore case, values are"
                                + " percent-decoded.\nAn option that is unknown, empty or has a value that is not accepted is"
                                + " ignored with a warning (`ClientSettings.warnings()`).\nThe form in code"
                                + " (`MongoClient.connect(uri, s -> ...)`) wins over the connection string.\n\n")
                .append("| option | accepts | default | meaning |\n|---|---|---|---|\n");
        for (UriOption<?> option : UriOption.TABLE) {
            page.append("| `")
                    .append(option.name())
                    .append("` | ")
                    .append(option.value().accepts());
            page.append(" | ")
                    .append(option.byDefault())
                    .append(" | ")
                    .append(option.meaning())
                    .append(" |\n");
        }
        page.append("\nOld names still work with a warning: ");
        page.append(String.join(
                ", ",
                new TreeMap<>(UriOption.RENAMED)
                        .entrySet().stream()
                                .map(entry -> "`" + entry.getKey() + "` is `" + entry.getValue() + "`")
                                .toList()));
        page.append(".\n\nIn code only: `stableApi`, `listen`, `codecs`, `pool.maxLifeTime`, `pool.maxWaiters`,"
                + " `sockets.lateReplyGrace`.\n\n## Refused\n\n"
                + "This version cannot honour these, and going on without them would be less safe or lead elsewhere, so they"
                + " fail with\n`BadConfigException`: `mongodb+srv://`, a user or password, ");
        page.append(String.join(
                ", ",
                new TreeMap<>(UriOption.REFUSED)
                        .keySet().stream().map(key -> "`" + key + "`").toList()));
        return page.append(".\n").toString();
    }
}
