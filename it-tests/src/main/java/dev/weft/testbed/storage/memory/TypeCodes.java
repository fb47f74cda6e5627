package dev.weft.testbed.storage.memory;

import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/** The types that {@code $type} names, by number (server manual, "BSON Types"). */
final class TypeCodes {
    private static final List<String> ALIASES = List.of(
            "",
            "double",
            "string",
            "object",
            "array",
            "binData",
            "undefined",
            "objectId",
            "bool",
            "date",
            "null",
            "regex",
            "dbPointer",
            "javascript",
            "symbol",
            "javascriptWithScope",
            "int",
            "timestamp",
            "long",
            "decimal");

    private TypeCodes() {}

    /** What explain makes of an operand: always a list, of numbers where they have one. */
    static BsonArray of(BsonValue operand) {
        List<BsonValue> types = operand instanceof BsonArray several ? several : List.of(operand);
        return new BsonArray(types.stream().map(TypeCodes::number).toList());
    }

    private static BsonValue number(BsonValue type) {
        return Optional.of(type)
                .filter(BsonValue::isString)
                .map(name -> ALIASES.indexOf(((BsonString) name).getValue()))
                .filter(place -> place > 0)
                .<BsonValue>map(BsonInt32::new)
                .orElse(type);
    }
}
