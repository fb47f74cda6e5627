package dev.weft.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/options.md} and the table together; run with {@code -Dweft.write.docs=true} to write the page's table. */
class OptionsPageTest {
    private static final Path PAGE = Path.of(System.getProperty("weft.root", ".."), "docs", "options.md");
    private static final String BEGIN = "<!-- Generated from the table in UriOption. -->\n";
    private static final String END = "<!-- End of the generated part. -->\n";

    @Test
    void thePageSaysWhatTheTableSays() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        assertTrue(begin >= BEGIN.length() && end >= begin, "the marks of the generated part are gone");
        String expected = page.substring(0, begin) + table() + page.substring(end);
        if (Boolean.getBoolean("weft.write.docs")) {
            Files.writeString(PAGE, expected);
        }
        assertEquals(expected, Files.readString(PAGE), "run this test with -Dweft.write.docs=true and commit the page");
    }

    @Test
    void thePageNamesEveryOldNameAndEveryConflict() throws IOException {
        String page = Files.readString(PAGE);
        UriOption.RENAMED.forEach((old, now) ->
                assertTrue(page.toLowerCase(Locale.ROOT).contains("`" + old) && page.contains(now.name()), old));
        UriConflicts.PAIRS.forEach(
                pair -> assertTrue(page.contains("`" + pair.get(0) + "` and `" + pair.get(1) + "`"), pair::toString));
        UriConflicts.ONCE.forEach(option -> assertTrue(page.contains("`" + option + "`"), option));
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
    }

    @Test
    void theDefaultsOfTheTableAreThoseOfTheSettings() {
        ClientSettings plain = ClientSettings.of("mongodb://localhost");
        for (UriOption<?> option : UriOption.TABLE) {
            option.write(plain).forEach(value -> assertEquals(option.byDefault(), value, option.name()));
        }
    }

    private static String table() {
        return UriOption.TABLE.stream()
                .map(option -> "| `" + option.name() + "` | " + option.value().accepts() + " | " + option.byDefault()
                        + " | " + option.meaning() + " |\n")
                .collect(Collectors.joining(
                        "", "\n| option | accepts | default | meaning |\n|---|---|---|---|\n", "\n"));
    }
}
