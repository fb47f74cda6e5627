package dev.weft.core.mapping;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the documents that are being read, the innermost last. A {@code Document} that is made of those of its level has a table of
 * the right size at once; one that is filled field by field throws away a table each time it has grown.
 */
final class GatheredFields extends AbstractMap<String, Object> {
    /** What a document of many fields has left behind is not kept for documents of few. */
    private static final int KEPT = 1024;

    private static final int FIRST = 64;

    /** Name and value by turns. */
    private @Nullable Object[] fields = new Object[FIRST];

    private int count;
    /** Where the fields of the document begin that is made now. */
    private int from;

    /** How much there is: what a document is made of since, see {@link #since}. */
    int mark() {
        return count;
    }

    void add(String name, @Nullable Object value) {
        if (count == fields.length) {
            fields = Arrays.copyOf(fields, 2 * count);
        }
        fields[count] = name;
        fields[count + 1] = value;
        count += 2;
    }

    /** Shows what was gathered since a mark, to be copied by {@code Document}'s constructor before {@link #drop}. */
    Map<String, Object> since(int mark) {
        from = mark;
        return this;
    }

    /** Forgets what was gathered since a mark. */
    void drop(int mark) {
        Arrays.fill(fields, mark, count, null);
        count = mark;
        if (mark == 0 && fields.length > KEPT) {
            fields = new Object[FIRST];
        }
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return new Cursor();
            }

            @Override
            public int size() {
                return (count - from) / 2;
            }
        };
    }

    @Override
    public int size() {
        return (count - from) / 2;
    }

    /** Its own only entry: a map that is filled from it keeps name and value, not the entry. */
    private final class Cursor implements Iterator<Entry<String, Object>>, Entry<String, Object> {
        private int next = from;

        @Override
        public boolean hasNext() {
            return next < count;
        }

        @Override
        public Entry<String, Object> next() {
            if (next >= count) {
                throw new NoSuchElementException("all fields have been seen");
            }
            next += 2;
            return this;
        }

        @Override
        @SuppressWarnings("NullAway") // names are never null
        public String getKey() {
            return (String) fields[next - 2];
        }

        @Override
        @SuppressWarnings("NullAway") // a document may hold null
        public Object getValue() {
            return fields[next - 1];
        }

        @Override
        public Object setValue(Object value) {
            throw new UnsupportedOperationException("these are only read");
        }
    }
}
