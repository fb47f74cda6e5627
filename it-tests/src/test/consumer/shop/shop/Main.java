package shop;

import static dev.weft.query.Filters.gte;
import static dev.weft.query.Sorts.descending;

import dev.weft.client.MongoClient;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;

/** A user's program: one module, one requirement, a record of its own, and the types that come with it. */
public final class Main {
    private Main() {}

    public record Book(@BsonId int id, String title, int year) {}

    public static void main(String[] arguments) {
        try (var client = MongoClient.connect(arguments[0], s -> s.appName("consumer"))) {
            var books = client.database("shop").collection("books", Book.class);
            books.drop();
            books.insertMany(List.of(new Book(1, "Emma", 1815), new Book(2, "Solaris", 1961)));
            for (var book : books.find(gte("year", 1800)).sort(descending("year"))) {
                System.out.println(book);
            }
        }
    }
}
