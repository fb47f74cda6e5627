package shop;

import dev.weft.Namespace;
import dev.weft.WriteConcern;
import dev.weft.settings.ClientSettings;

/** A user's program: one module, one requirement, and the types that come with it. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var settings = ClientSettings.of("mongodb://localhost/shop?appName=consumer");
        var books = new Namespace(settings.database().orElseThrow(), "books");
        System.out.println(books.collection() + " of " + books.database() + ", w: "
                + WriteConcern.majority().asDocument().getString("w").getValue());
    }
}
