package dev.weft;

import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * The rules of a language for comparing strings.
 *
 * @param specification the document the server is sent; not to be changed afterwards
 */
public record Collation(BsonDocument specification) {
    /**
     * Checks that a locale is named.
     *
     * @throws IllegalArgumentException when there is no {@code locale}
     */
    public Collation {
        if (!specification.isString("locale")) {
            throw new IllegalArgumentException("a collation needs a locale, such as \"en\" or \"simple\"");
        }
    }

    /**
     * A collation of a locale.
     *
     * @param locale an ICU locale, {@code simple} for comparing bytes
     * @return the collation with the server's default strength, 3
     */
    public static Collation of(String locale) {
        return new Collation(new BsonDocument("locale", new BsonString(locale)));
    }

    /**
     * A collation of a locale with a level of comparison.
     *
     * @param locale an ICU locale
     * @param strength 1 ignores case and accents, 2 case, 3 (the server's default) neither; up to 5
     * @return the collation
     */
    public static Collation of(String locale, int strength) {
        if (strength < 1 || strength > 5) {
            throw new IllegalArgumentException("strength " + strength + " is out of range: use 1 to 5");
        }
        return of(locale).field("strength", new BsonInt32(strength));
    }

    /**
     * The same collation comparing digits as numbers, so that "10" follows "9".
     *
     * @param yes whether to do so
     * @return a copy
     */
    public Collation numericOrdering(boolean yes) {
        return field("numericOrdering", BsonBoolean.valueOf(yes));
    }

    /**
     * The same collation with one more field of the server's own.
     *
     * @param name the field, such as {@code caseLevel} or {@code alternate}
     * @param value its value
     * @return a copy
     */
    public Collation field(String name, BsonValue value) {
        return new Collation(specification.clone().append(name, value));
    }
}
