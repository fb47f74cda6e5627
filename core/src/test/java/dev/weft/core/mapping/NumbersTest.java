package dev.weft.core.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A number is read as any type that holds it, and as no other. */
class NumbersTest {
    record B(byte v) {}

    record S(short v) {}

    record I(int v) {}

    record L(long v) {}

    record F(float v) {}

    record D(double v) {}

    private static <T> T read(Class<T> type, String value) {
        return Stored.BY_US.read(type, "{v: " + value + "}");
    }

    private static void refuses(Class<?> type, String value, String what) {
        var thrown = assertThrows(MismatchException.class, () -> read(type, value));
        assertEquals(what, thrown.what());
        assertEquals("v", thrown.path());
    }

    @Test
    void readsWholeNumbersFromEveryTypeThatHoldsThem() {
        for (String seven : new String[] {"7", "{$numberLong: '7'}", "7.0", "{$numberDecimal: '7.00'}"}) {
            assertEquals(new B((byte) 7), read(B.class, seven));
            assertEquals(new S((short) 7), read(S.class, seven));
            assertEquals(new I(7), read(I.class, seven));
            assertEquals(new L(7), read(L.class, seven));
            assertEquals(new F(7), read(F.class, seven));
            assertEquals(new D(7), read(D.class, seven));
        }
        assertEquals(new L(Long.MIN_VALUE), read(L.class, "{$numberDouble: '-9223372036854775808'}"));
        assertEquals(new D(-0.0), read(D.class, "{$numberDecimal: '-0'}"));
    }

    @Test
    void refusesWhatWouldBecomeAnotherNumber() {
        Map.of(
                        "128", "the int 128",
                        "{$numberLong: '-129'}", "the long -129",
                        "1.5", "the double 1.5",
                        "{$numberDouble: 'NaN'}", "the double NaN",
                        "{$numberDecimal: '0.1'}", "the decimal 0.1",
                        "{$numberDecimal: 'Infinity'}", "the decimal Infinity")
                .forEach((value, found) ->
                        refuses(B.class, value, "expected byte, found " + found + ", which it can't hold"));
        refuses(S.class, "32768", "expected short, found the int 32768, which it can't hold");
        refuses(I.class, "{$numberLong: '2147483648'}", "expected int, found the long 2147483648, which it can't hold");
        refuses(
                L.class,
                "9223372036854775808.0",
                "expected long, found the double 9.223372036854776E18, which it can't hold");
        refuses(
                D.class,
                "{$numberLong: '9223372036854775807'}",
                "expected double, found the long 9223372036854775807, which it can't hold");
        refuses(
                D.class,
                "{$numberLong: '9007199254740993'}",
                "expected double, found the long 9007199254740993, which it can't hold");
        refuses(
                D.class,
                "{$numberDecimal: '0.1234567890123456789'}",
                "expected double, found the decimal 0.1234567890123456789, which it can't hold");
        refuses(F.class, "1e300", "expected float, found the double 1.0E300, which it can't hold");
    }

    @Test
    void keepsTheNumbersThatAreNone() {
        assertEquals(new D(Double.NaN), read(D.class, "{$numberDouble: 'NaN'}"));
        assertEquals(new D(Double.NaN), read(D.class, "{$numberDecimal: 'NaN'}"));
        assertEquals(new F(Float.POSITIVE_INFINITY), read(F.class, "{$numberDouble: 'Infinity'}"));
        assertEquals(new F(0.1f), Stored.BY_US.roundTrip(F.class, new F(0.1f)));
    }

    @Test
    void refusesWhatIsNoNumber() {
        for (Class<?> type : new Class<?>[] {B.class, S.class, I.class, L.class, F.class, D.class}) {
            String name = type.getRecordComponents()[0].getType().getName();
            refuses(type, "'7'", "expected " + name + ", found string");
            refuses(type, "true", "expected " + name + ", found bool");
            refuses(type, "null", "expected " + name + ", found null");
        }
    }
}
