package dev.weft.unified;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.protocol.testing.Specifications;
import dev.weft.unified.file.MalformedFileException;
import dev.weft.unified.file.TestFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The format's own files that its schema forbids: the parser must refuse each of them. */
class InvalidFilesSpecTest {
    @TestFactory
    Stream<DynamicTest> everyFileThatTheSchemaForbidsIsRefused() {
        return Specifications.cases(
                "unified-test-format/tests/invalid",
                file -> Stream.of(DynamicTest.dynamicTest(
                        "unified-test-format/invalid/" + file.getFileName() + ": is refused",
                        () -> assertThrows(
                                MalformedFileException.class, () -> TestFile.read(Specifications.read(file))))));
    }
}
