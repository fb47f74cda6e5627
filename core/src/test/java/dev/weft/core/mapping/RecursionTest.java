package dev.weft.core.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Records that contain themselves, straight or by way of others. */
class RecursionTest {
    record Tree(int value, @Nullable Tree left, @Nullable Tree right) {}

    record Author(String name, List<Book> books) {}

    record Book(String title, Optional<Author> author, Map<String, Book> editions) {}

    sealed interface Expression {}

    record Constant(int value) implements Expression {}

    record Sum(List<Expression> terms) implements Expression {}

    record Let(Map<String, Expression> names, Expression body) implements Expression {}

    @Test
    void aTreeComesBack() {
        var tree = new Tree(1, new Tree(2, null, new Tree(3, null, null)), new Tree(4, null, null));
        assertEquals(tree, Stored.BY_US.roundTrip(Tree.class, tree));
    }

    private static Book book() {
        var other = new Book("B", Optional.empty(), Map.of());
        return new Book("A", Optional.of(new Author("x", List.of(other, other))), Map.of("2nd", other));
    }

    @Test
    void recordsThatContainEachOtherComeBack() {
        assertEquals(book(), Stored.BY_US.roundTrip(Book.class, book()));
        var sum = new Let(Map.of("a", new Constant(1)), new Sum(List.of(new Constant(2), new Sum(List.of()))));
        assertEquals(sum, Stored.BY_US.roundTrip(Expression.class, sum));
        assertEquals(sum, Stored.BY_US.roundTrip(Let.class, sum));
    }

    @RepeatedTest(20)
    void mayBeAskedForByManyThreadsAtOnce() throws InterruptedException {
        var fresh = new Stored(Mapping.withRecords(Bson.DEFAULT_CODEC_REGISTRY));
        var author = new Author("x", List.of(book()));
        var start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 4; i++) {
            boolean bookFirst = i % 2 == 0;
            threads.add(Thread.ofVirtual()
                    .uncaughtExceptionHandler((thread, failure) -> failures.add(failure))
                    .start(() -> {
                        await(start);
                        if (bookFirst) {
                            assertEquals(book(), fresh.roundTrip(Book.class, book()));
                        }
                        assertEquals(author, fresh.roundTrip(Author.class, author));
                        assertEquals(book(), fresh.roundTrip(Book.class, book()));
                    }));
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), failures);
    }

    private static void await(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
