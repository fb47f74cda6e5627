package dev.weft.core.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Documents that have other fields than the record: fewer, more, null, of other types, in another order. */
class FieldsTest {
    record Author(String name, int born) {}

    record Book(
            String title,
            int year,
            boolean lent,
            Optional<String> subtitle,
            OptionalInt pages,
            @Nullable Integer shelf,
            @Nullable List<Author> authors) {}

    private static final String WHOLE = "{title: 'A', year: 1, lent: true}";

    private static MismatchException misfit(Class<?> type, String json) {
        return assertThrows(MismatchException.class, () -> Stored.BY_US.read(type, json));
    }

    @Test
    void whatIsMissingIsNullOrEmpty() {
        assertEquals(
                new Book("A", 1, true, Optional.empty(), OptionalInt.empty(), null, null),
                Stored.BY_US.read(Book.class, WHOLE));
    }

    @Test
    void whatIsNullOrUndefinedIsNullOrEmpty() {
        assertEquals(
                new Book("A", 1, true, Optional.empty(), OptionalInt.empty(), null, null),
                Stored.BY_US.read(
                        Book.class,
                        "{title: 'A', year: 1, lent: true, subtitle: null, pages: null, shelf: {$undefined: true},"
                                + " authors: null}"));
    }

    @Test
    void aPrimitiveThatIsMissingIsNamed() {
        var year = misfit(Book.class, "{title: 'A', lent: true}");
        assertEquals("year", year.path());
        assertEquals(
                "Book.year: the document does not have it, and int can't be absent; let the projection include it, or"
                        + " declare the component as the class that holds int",
                year.getMessage());
        assertEquals("lent", misfit(Book.class, "{title: 'A', year: 1}").path());
        assertEquals(
                "authors[1].born",
                misfit(Book.class, "{title: 'A', year: 1, lent: true, authors: [{born: 1}, {name: 'x'}]}")
                        .path());
    }

    @Test
    void aPrimitiveThatIsNullIsAnError() {
        var year = misfit(Book.class, "{title: 'A', year: null, lent: true}");
        assertEquals("Book.year: expected int, found null", year.getMessage());
        assertEquals(
                "Book.lent: expected boolean, found undefined",
                misfit(Book.class, "{lent: {$undefined: true}}").getMessage());
    }

    @Test
    void fieldsThatTheRecordDoesNotHaveArePassedOver() {
        assertEquals(
                new Author("x", 3),
                Stored.BY_US.read(
                        Author.class,
                        "{_id: {$oid: '507f1f77bcf86cd799439011'}, born: 3, deep: {name: 'no', a: [{b: 1}]}, name: 'x',"
                                + " last: /x/}"));
    }

    @Test
    void theLastOfTwoFieldsOfOneNameCounts() {
        assertEquals(new Author("y", 4), Stored.BY_US.read(Author.class, "{name: 'x', born: 3, name: 'y', born: 4}"));
    }

    @Test
    void aFieldOfAnotherTypeIsNamedWithBothTypes() {
        Map.of(
                        "{title: 1}", "Book.title: expected java.lang.String, found int",
                        "{year: 'x'}", "Book.year: expected int, found string",
                        "{lent: 1}", "Book.lent: expected boolean, found int",
                        "{subtitle: {}}", "Book.subtitle: expected java.lang.String, found object",
                        "{shelf: 'x'}", "Book.shelf: expected java.lang.Integer, found string",
                        "{authors: [{born: 1}, {born: []}]}", "Book.authors[1].born: expected int, found array",
                        "{authors: [7]}", "Book.authors[0]: expected " + Author.class.getName() + ", found int",
                        "{authors: {}}",
                                "Book.authors: expected java.util.List<" + Author.class.getName() + ">, found object")
                .forEach((json, message) ->
                        assertEquals(message, misfit(Book.class, json).getMessage()));
    }

    record Shelves(
            Map<String, Map<String, Integer>> counts,
            Map<Integer, String> labels,
            DayOfWeek open,
            SortedSet<String> names) {}

    @Test
    void thePathLeadsThroughMapsAndSaysWhatIsWrongWithAWord() {
        assertEquals(
                "Shelves.counts.a.b: expected java.lang.Integer, found string",
                misfit(Shelves.class, "{counts: {a: {b: 'x'}}}").getMessage());
        assertEquals(
                "Shelves.labels.x: 'x' is no java.lang.Integer",
                misfit(Shelves.class, "{labels: {x: 'y'}}").getMessage());
        assertEquals(
                "Shelves.open: expected java.time.DayOfWeek, found string: No enum constant java.time.DayOfWeek.SOMEDAY",
                misfit(Shelves.class, "{open: 'SOMEDAY'}").getMessage());
        assertEquals(
                "Shelves.names[1]: java.util.SortedSet takes no null",
                misfit(Shelves.class, "{names: ['a', null]}").getMessage());
    }

    record Even(int number) {
        Even {
            if (number % 2 != 0) {
                throw new IllegalArgumentException(number + " is odd");
            }
        }
    }

    record Pair(List<Even> evens) {}

    @Test
    void whatAConstructorRefusesIsToldInItsWords() {
        var odd = misfit(Pair.class, "{evens: [{number: 2}, {number: 3}]}");
        assertEquals("Pair.evens[1]: its constructor refuses the document: 3 is odd", odd.getMessage());
        assertTrue(odd.getCause() instanceof IllegalArgumentException);
    }

    record Loose(
            @Nullable List<String> list,
            @Nullable Map<String, Integer> map,
            @Nullable Author author) {}

    @Test
    void nullsInsideContainersSurvive() {
        var map = new java.util.HashMap<String, Integer>();
        map.put("a", null);
        var loose = new Loose(Arrays.asList("a", null), map, null);
        assertEquals("{\"list\": [\"a\", null], \"map\": {\"a\": null}}", Stored.BY_US.json(Loose.class, loose));
        assertEquals(loose, Stored.BY_US.roundTrip(Loose.class, loose));
        assertNull(Stored.BY_US.read(Loose.class, "{}").map());
    }

    record Seventy(
            int a0,
            int a1,
            int a2,
            int a3,
            int a4,
            int a5,
            int a6,
            int a7,
            int a8,
            int a9,
            int b0,
            int b1,
            int b2,
            int b3,
            int b4,
            int b5,
            int b6,
            int b7,
            int b8,
            int b9,
            int c0,
            int c1,
            int c2,
            int c3,
            int c4,
            int c5,
            int c6,
            int c7,
            int c8,
            int c9,
            int d0,
            int d1,
            int d2,
            int d3,
            int d4,
            int d5,
            int d6,
            int d7,
            int d8,
            int d9,
            int e0,
            int e1,
            int e2,
            int e3,
            int e4,
            int e5,
            int e6,
            int e7,
            int e8,
            int e9,
            int f0,
            int f1,
            int f2,
            int f3,
            int f4,
            int f5,
            int f6,
            int f7,
            int f8,
            int f9,
            int g0,
            int g1,
            int g2,
            int g3,
            int g4,
            int g5,
            int g6,
            int g7,
            int g8,
            int g9) {}

    @Test
    void countsMoreThanSixtyFourPrimitives() {
        var json = new StringBuilder("{");
        for (var component : Seventy.class.getRecordComponents()) {
            json.append(component.getName()).append(": ").append(json.length()).append(", ");
        }
        String whole = json.append("end: 1}").toString();
        var read = Stored.BY_US.read(Seventy.class, whole);
        assertEquals(whole.indexOf("a0") + "a0: ".length(), read.a0());
        assertEquals(read, Stored.BY_US.roundTrip(Seventy.class, read));
        assertEquals("a1", misfit(Seventy.class, whole.replace("a1", "x")).path());
        assertEquals("g5", misfit(Seventy.class, whole.replace("g5", "x")).path());
    }

    record Nothing() {}

    @Test
    void aRecordWithoutComponentsIsAnEmptyDocument() {
        assertEquals("{}", Stored.BY_US.json(Nothing.class, new Nothing()));
        assertEquals(new Nothing(), Stored.BY_US.read(Nothing.class, "{a: 1}"));
    }
}
