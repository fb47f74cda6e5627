package dev.weft.specification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.ReadConcern;
import dev.weft.WriteConcern;
import dev.weft.protocol.testing.Specifications;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The "document" half of the read and write concern specification: which document a concern becomes, and which are refused. */
class ReadWriteConcernSpecTest {
    @TestFactory
    Stream<DynamicTest> everyConcernBecomesItsDocument() {
        return Specifications.cases("read-write-concern/tests/document", ReadWriteConcernSpecTest::cases);
    }

    private static Stream<DynamicTest> cases(Path file) {
        return Specifications.read(file).getArray("tests").stream()
                .map(BsonValue::asDocument)
                .map(each -> DynamicTest.dynamicTest(
                        file.getFileName() + ": "
                                + each.getString("description").getValue(),
                        () -> check(each)));
    }

    private static void check(BsonDocument each) {
        boolean valid = each.getBoolean("valid").getValue();
        if (each.containsKey("readConcern")) {
            readConcern(each);
        } else if (valid) {
            writeConcern(each);
        } else {
            BsonDocument given = each.getDocument("writeConcern");
            assertThrows(IllegalArgumentException.class, () -> writeConcernOf(given));
        }
    }

    private static void readConcern(BsonDocument each) {
        String level = each.getDocument("readConcern")
                .getString("level", new BsonString(""))
                .getValue();
        var concern = new ReadConcern(level);
        assertEquals(each.getDocument("readConcernDocument"), concern.asDocument());
        assertEquals(each.getBoolean("isServerDefault").getValue(), concern.isServerDefault());
    }

    private static void writeConcern(BsonDocument each) {
        WriteConcern concern = writeConcernOf(each.getDocument("writeConcern"));
        assertEquals(each.getDocument("writeConcernDocument"), concern.asDocument());
        assertEquals(each.getBoolean("isServerDefault").getValue(), concern.isServerDefault());
        assertEquals(each.getBoolean("isAcknowledged").getValue(), concern.isAcknowledged());
    }

    private static WriteConcern writeConcernOf(BsonDocument given) {
        return new WriteConcern(
                Optional.ofNullable(given.get("w")),
                Optional.ofNullable(given.get("journal"))
                        .map(yes -> yes.asBoolean().getValue()),
                Optional.ofNullable(given.get("wtimeoutMS"))
                        .map(limit -> Duration.ofMillis(limit.asNumber().longValue())));
    }
}
