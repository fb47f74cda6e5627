package dev.weft.query;

import static dev.weft.query.JsonSchema.number;
import static dev.weft.query.JsonSchema.string;
import static dev.weft.query.Place.SCHEMA;
import static dev.weft.query.Row.row;

import java.util.List;
import org.bson.Document;

/** Server manual, {@code $jsonSchema}. */
final class SchemaRows {
    private SchemaRows() {}

    static List<Row> rows() {
        return List.of(
                row(
                        SCHEMA,
                        JsonSchema.object(o -> o.title("book")
                                .description("a book")
                                .required("s", "n")
                                .property("s", string())
                                .property("n", number())
                                .additionalProperties(true)
                                .minProperties(1)
                                .maxProperties(50)),
                        "{bsonType: 'object', title: 'book', description: 'a book', required: ['s', 'n'],"
                                + " properties: {s: {bsonType: 'string'}, n: {bsonType: 'number'}},"
                                + " additionalProperties: true, minProperties: 1, maxProperties: 50}"),
                row(
                        SCHEMA,
                        JsonSchema.object(o -> o.patternProperty("^x", number())
                                .additionalProperties(string())
                                .dependency("card", "address", "name")
                                .dependency("city", JsonSchema.object(p -> p.required("street")))
                                .option("title", "t")),
                        "{bsonType: 'object', patternProperties: {'^x': {bsonType: 'number'}},"
                                + " additionalProperties: {bsonType: 'string'}, dependencies: {card: ['address', 'name'],"
                                + " city: {bsonType: 'object', required: ['street']}}, title: 't'}"),
                row(SCHEMA, string(), "{bsonType: 'string'}"),
                row(
                        SCHEMA,
                        string(o -> o.title("t")
                                .description("d")
                                .minLength(1)
                                .maxLength(9)
                                .pattern("^a")
                                .option("title", "u")),
                        "{bsonType: 'string', title: 'u', description: 'd', minLength: 1, maxLength: 9, pattern: '^a'}"),
                row(SCHEMA, number(), "{bsonType: 'number'}"),
                row(
                        SCHEMA,
                        number(o -> o.title("t")
                                .description("d")
                                .minimum(0)
                                .maximum(9.5)
                                .exclusiveMinimum(true)
                                .exclusiveMaximum(false)
                                .multipleOf(2)
                                .option("title", "u")),
                        "{bsonType: 'number', title: 'u', description: 'd', minimum: 0, maximum: 9.5,"
                                + " exclusiveMinimum: true, exclusiveMaximum: false, multipleOf: 2}"),
                row(SCHEMA, number("int", o -> o.minimum(0)), "{bsonType: 'int', minimum: 0}"),
                row(
                        SCHEMA,
                        JsonSchema.array(o -> o.title("t")
                                .description("d")
                                .items(string())
                                .minItems(1)
                                .maxItems(9)
                                .uniqueItems(true)),
                        "{bsonType: 'array', title: 't', description: 'd', items: {bsonType: 'string'}, minItems: 1,"
                                + " maxItems: 9, uniqueItems: true}"),
                row(
                        SCHEMA,
                        JsonSchema.array(
                                o -> o.items(List.of(string(), number())).additionalItems(false)),
                        "{bsonType: 'array', items: [{bsonType: 'string'}, {bsonType: 'number'}], additionalItems: false}"),
                row(
                        SCHEMA,
                        JsonSchema.array(o -> o.items(List.of(string()))
                                .additionalItems(number())
                                .option("title", "t")),
                        "{bsonType: 'array', items: [{bsonType: 'string'}], additionalItems: {bsonType: 'number'},"
                                + " title: 't'}"),
                row(SCHEMA, JsonSchema.type("date"), "{bsonType: 'date'}"),
                row(SCHEMA, JsonSchema.type("date", "null"), "{bsonType: ['date', 'null']}"),
                row(SCHEMA, JsonSchema.enumOf("red", 7, null), "{enum: ['red', 7, null]}"),
                row(
                        SCHEMA,
                        JsonSchema.allOf(string(), JsonSchema.not(JsonSchema.enumOf("x"))),
                        "{allOf: [{bsonType: 'string'}, {not: {enum: ['x']}}]}"),
                row(
                        SCHEMA,
                        JsonSchema.anyOf(string(), number()),
                        "{anyOf: [{bsonType: 'string'}, {bsonType: 'number'}]}"),
                row(
                        SCHEMA,
                        JsonSchema.oneOf(string(), number()),
                        "{oneOf: [{bsonType: 'string'}, {bsonType: 'number'}]}"),
                row(SCHEMA, JsonSchema.of("properties", new Document()), "{properties: {}}"));
    }
}
