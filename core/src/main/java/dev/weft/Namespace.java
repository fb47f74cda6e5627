package dev.weft;

/**
 * The full name of a collection: the database it lives in and its own name.
 *
 * @param database the name of the database; neither empty nor containing {@code /\. "$} or a NUL
 * @param collection the name of the collection; neither empty nor containing a NUL, dots are fine
 */
public record Namespace(String database, String collection) {
    /**
     * Checks both names.
     *
     * @throws IllegalArgumentException when the server could not accept one of the names
     */
    public Namespace {
        checkDatabase(database);
        if (collection.isEmpty() || collection.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "'" + collection + "' is no collection name: give at least one character and no NUL");
        }
    }

    /**
     * Checks a database's name.
     *
     * @param name the name to check
     * @return the same name
     * @throws IllegalArgumentException when the server could not accept it
     */
    public static String checkDatabase(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a database name has at least one character");
        }
        for (int i = 0; i < name.length(); i++) {
            if ("/\\. \"$\0".indexOf(name.charAt(i)) >= 0) {
                throw new IllegalArgumentException("'" + name + "' is no database name: the character at position " + i
                        + " is not allowed; avoid / \\ . space \" $ and NUL");
            }
        }
        return name;
    }

    /** {@return the two names joined by a dot, as servers print them} */
    public String fullName() {
        return database + "." + collection;
    }

    @Override
    public String toString() {
        return fullName();
    }
}
