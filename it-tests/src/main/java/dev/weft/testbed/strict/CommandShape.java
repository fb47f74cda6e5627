package dev.weft.testbed.strict;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a command.
 *
 * @param names its name, then its aliases
 * @param since the version it came with
 * @param until the version it went with
 */
public record CommandShape(
        List<String> names, Set<Trait> traits, Version since, Version until, Map<String, FieldShape> fields) {
    /**
     * What is known of a field.
     *
     * @param types what it may be in the newest version
     * @param since the version it came with
     * @param narrow what alone it might be before {@code widened}; the same as {@code types} where that never changed
     */
    record FieldShape(Set<FieldType> types, Version since, Set<FieldType> narrow, Version widened) {
        Set<FieldType> types(Version version) {
            return version.compareTo(widened) < 0 ? narrow : types;
        }
    }

    /** Stands for a field of any name. */
    static final String OTHERS = "*";

    public CommandShape {
        names = List.copyOf(names);
        traits = Set.copyOf(traits);
        fields = Map.copyOf(fields);
    }

    public String name() {
        return names.getFirst();
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    public boolean in(Version version) {
        return version.compareTo(since) >= 0 && version.compareTo(until) < 0;
    }

    /** Whether a router has it, or a server that holds data. */
    public boolean on(boolean router) {
        return !is(router ? Trait.MONGOD : Trait.MONGOS);
    }

    Optional<FieldShape> field(String field) {
        FieldShape shape = fields.get(field);
        return Optional.ofNullable(shape == null ? fields.get(OTHERS) : shape);
    }
}
