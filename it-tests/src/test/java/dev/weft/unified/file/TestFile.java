package dev.weft.unified.file;

import java.util.List;
import org.bson.BsonDocument;

/**
 * A test file.
 *
 * @param description its name
 * @param requirements what the deployment must be, any of them; empty: anything
 * @param entities what to make before each case
 * @param initialData what the collections hold before each case
 * @param tests the cases
 */
public record TestFile(
        String description,
        List<Requirement> requirements,
        List<EntitySpec> entities,
        List<CollectionData> initialData,
        List<TestCase> tests) {
    /** The newest version of the format that this runner knows. */
    public static final Version NEWEST = new Version(1, 28, 0);

    /** Reads a whole file; its version comes first, for an unknown one may mean anything ("Executing a Test File"). */
    public static TestFile read(BsonDocument file) {
        Fields fields = Fields.of("file", file);
        fields.matching("schemaVersion", Version.PATTERN);
        Version version = Version.of(fields.text("schemaVersion"));
        fields.check(
                version.major() == NEWEST.major() && version.compareTo(NEWEST) <= 0,
                "schemaVersion",
                version + " is not supported, only 1.0 to " + NEWEST);
        var testFile = new TestFile(
                fields.text("description"),
                fields.optionalList("runOnRequirements", Requirement::read),
                fields.optionalList("createEntities", EntitySpec::read),
                fields.optionalList("initialData", CollectionData::read),
                fields.someOf("tests", TestCase::read));
        fields.optionalDocument("_yamlAnchors");
        fields.end();
        SchemaKeys.check(file, version);
        return testFile;
    }
}
