package dev.weft.testbed.strict;

import dev.weft.testbed.wire.CommandFailure;

/**
 * How a version says that a command has a field it does not know (the CRUD specification's tests of {@code let} show the words; server
 * manual, "Error Codes"). Servers from 5.0 on say it alike for every command, and so did older ones for the commands left out here.
 */
final class UnknownField {
    private static final int FAILED_TO_PARSE = 9;

    private UnknownField() {}

    static CommandFailure of(String command, String field, Version version) {
        if (version.atLeast(5, 0)) {
            return CommandFailure.unknownField(command + "." + field);
        }
        return switch (command) {
            case "find" ->
                new CommandFailure(FAILED_TO_PARSE, "Failed to parse: find: Unrecognized field '" + field + "'.");
            case "aggregate" -> new CommandFailure(FAILED_TO_PARSE, "unrecognized field '" + field + "'");
            case "findAndModify" -> CommandFailure.unknownField(field);
            default -> CommandFailure.unknownField(command + "." + field);
        };
    }
}
