package dev.weft.core.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.error.MappingFailedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonDiscriminator;
import org.bson.codecs.pojo.annotations.BsonExtraElements;
import org.junit.jupiter.api.Test;

class SealedTest {
    sealed interface Shape {}

    record Circle(double radius) implements Shape {}

    sealed interface Cornered extends Shape {}

    @BsonDiscriminator("box")
    record Rectangle(double width, double height) implements Cornered {}

    record Group(String name, List<Shape> shapes, Map<String, Shape> named, Optional<Shape> best) implements Shape {}

    @BsonDiscriminator(key = "kind")
    sealed interface Event {}

    record Started(long at) implements Event {}

    @BsonDiscriminator("end")
    record Ended(long at, @BsonExtraElements Document rest) implements Event {}

    record Log(Event last) {}

    @Test
    void aDiscriminatorTellsTheRecordsApart() {
        Shape group = new Group(
                "g",
                List.of(new Circle(1), new Rectangle(2, 3)),
                Map.of("k", new Circle(4)),
                Optional.of(new Group("inner", List.of(), Map.of(), Optional.empty())));
        assertEquals(
                "{\"_t\": \"Group\", \"name\": \"g\", \"shapes\": [{\"_t\": \"Circle\", \"radius\": 1.0}, {\"_t\": \"box\","
                        + " \"width\": 2.0, \"height\": 3.0}], \"named\": {\"k\": {\"_t\": \"Circle\", \"radius\": 4.0}}, \"best\":"
                        + " {\"_t\": \"Group\", \"name\": \"inner\", \"shapes\": [], \"named\": {}}}",
                Stored.BY_US.json(Shape.class, group));
        assertEquals(group, Stored.BY_US.roundTrip(Shape.class, group));
    }

    @Test
    void aRecordIsStoredTheSameWhateverTypeItIsStoredAs() {
        var box = new Rectangle(1, 2);
        String json = Stored.BY_US.json(Shape.class, box);
        assertEquals(json, Stored.BY_US.json(Cornered.class, box));
        assertEquals(json, Stored.BY_US.json(Rectangle.class, box));
        assertEquals(box, Stored.BY_US.read(Cornered.class, json));
        assertEquals(box, Stored.BY_US.read(Rectangle.class, "{width: 1, height: 2}"));
    }

    @Test
    void theInterfaceNamesTheKeyAndTheRecordTheValue() {
        var log = new Log(new Ended(5, new Document("by", "x")));
        assertEquals("{\"last\": {\"kind\": \"end\", \"at\": 5, \"by\": \"x\"}}", Stored.BY_US.json(Log.class, log));
        assertEquals(log, Stored.BY_US.roundTrip(Log.class, log));
    }

    @Test
    void theDiscriminatorMayStandAnywhere() {
        assertEquals(
                new Started(9),
                Stored.BY_US.read(Event.class, "{_id: 1, at: 9, deep: {kind: 'end'}, kind: 'Started'}"));
    }

    private static void misfit(String json, String message) {
        var thrown = assertThrows(MismatchException.class, () -> Stored.BY_US.read(Log.class, json));
        assertEquals(message, thrown.getMessage());
    }

    @Test
    void aDiscriminatorThatIsMissingOrUnknownIsNamed() {
        misfit(
                "{last: {at: 9}}",
                "Log.last.kind: the document does not have it, and it says which of [Started, end] it is");
        misfit("{last: {kind: 'Paused'}}", "Log.last.kind: expected one of [Started, end], found 'Paused'");
        misfit("{last: {kind: 1}}", "Log.last.kind: expected one of [Started, end], found int");
        misfit("{last: {kind: 'end', at: 'x'}}", "Log.last.at: expected long, found string");
        misfit("{last: 3}", "Log.last: expected " + Event.class.getName() + ", found int");
    }

    sealed interface Result<T> {}

    record Done<V>(V value) implements Result<V> {}

    record Failed<T>(String why) implements Result<T> {}

    record Job(Result<List<Circle>> result) {}

    @Test
    void argumentsOfTheInterfaceReachItsRecords() {
        for (var job : List.of(new Job(new Done<>(List.of(new Circle(1)))), new Job(new Failed<>("no")))) {
            assertEquals(job, Stored.BY_US.roundTrip(Job.class, job));
        }
    }

    sealed interface Mixed {}

    record Fine(int a) implements Mixed {}

    static final class NoRecord implements Mixed {}

    sealed interface Twins {}

    @BsonDiscriminator("a")
    record One() implements Twins {}

    @BsonDiscriminator("a")
    record Two() implements Twins {}

    record Taken(String kind) implements Twice {}

    @BsonDiscriminator(key = "kind")
    sealed interface Twice {}

    @Test
    void whatCannotBeToldApartIsRefused() {
        refused(Mixed.class, NoRecord.class.getName() + " is one of it and no record");
        refused(Twins.class, "two of its records have the discriminator a");
        refused(Taken.class, "there is a field 'kind' already");
    }

    private static void refused(Class<?> type, String what) {
        var thrown = assertThrows(
                MappingFailedException.class, () -> Stored.BY_US.codecs().get(type));
        assertTrue(thrown.getMessage().contains(what), thrown::getMessage);
    }
}
