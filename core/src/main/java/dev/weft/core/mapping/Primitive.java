package dev.weft.core.mapping;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * A primitive type. Its values travel as 64 bits, so that none is boxed: whole numbers, characters and booleans as a {@code long}, the others
 * as the bits of a {@code double}. Numbers are converted as {@code org.bson} does it: where the value stays the same.
 */
enum Primitive {
    BYTE(byte.class, Byte.class, Byte.MIN_VALUE, Byte.MAX_VALUE),
    SHORT(short.class, Short.class, Short.MIN_VALUE, Short.MAX_VALUE),
    INT(int.class, Integer.class, Integer.MIN_VALUE, Integer.MAX_VALUE),
    LONG(long.class, Long.class, Long.MIN_VALUE, Long.MAX_VALUE),
    CHAR(char.class, Character.class, Character.MIN_VALUE, Character.MAX_VALUE),
    BOOLEAN(boolean.class, Boolean.class, 0, 1),
    FLOAT(float.class, Float.class, 0, 0),
    DOUBLE(double.class, Double.class, 0, 0);

    private static final double TWO_TO_63 = 0x1p63;
    private static final MethodHandle FROM_BITS = onDouble("longBitsToDouble", double.class, long.class);
    private static final MethodHandle TO_BITS = onDouble("doubleToRawLongBits", long.class, double.class);

    private final Class<?> type;
    private final Class<?> wrapper;
    private final long least;
    private final long most;

    Primitive(Class<?> type, Class<?> wrapper, long least, long most) {
        this.type = type;
        this.wrapper = wrapper;
        this.least = least;
        this.most = most;
    }

    /** The primitive that a class is; null: it is none. */
    static @Nullable Primitive of(Class<?> type) {
        for (Primitive primitive : values()) {
            if (primitive.type == type) {
                return primitive;
            }
        }
        return null;
    }

    Class<?> type() {
        return type;
    }

    /** What a field of the type is before it is set. */
    Object zero() {
        return java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0);
    }

    /** The class that holds it. */
    Class<?> wrapper() {
        return wrapper;
    }

    /** Makes of a handle that returns 64 bits one that returns this type. */
    MethodHandle fromBits(MethodHandle bits) {
        MethodHandle wide = isFloating() ? MethodHandles.filterReturnValue(bits, FROM_BITS) : bits;
        return MethodHandles.explicitCastArguments(wide, wide.type().changeReturnType(type));
    }

    /** Makes of a handle that returns this type one that returns 64 bits. */
    MethodHandle toBits(MethodHandle value) {
        Class<?> wide = isFloating() ? double.class : long.class;
        MethodHandle widened =
                MethodHandles.explicitCastArguments(value, value.type().changeReturnType(wide));
        return isFloating() ? MethodHandles.filterReturnValue(widened, TO_BITS) : widened;
    }

    /** Reads the value that the reader stands at. */
    long read(BsonReader reader, BsonType found) {
        return switch (this) {
            case INT -> found == BsonType.INT32 ? reader.readInt32() : whole(reader, found);
            case LONG -> found == BsonType.INT64 ? reader.readInt64() : whole(reader, found);
            case BYTE, SHORT -> whole(reader, found);
            case DOUBLE ->
                Double.doubleToRawLongBits(found == BsonType.DOUBLE ? reader.readDouble() : floating(reader, found));
            case FLOAT -> Double.doubleToRawLongBits(asFloat(floating(reader, found)));
            case BOOLEAN -> {
                if (found != BsonType.BOOLEAN) {
                    throw MismatchException.expected(type.getName(), found);
                }
                yield reader.readBoolean() ? 1 : 0;
            }
            case CHAR -> character(reader, found);
        };
    }

    void write(BsonWriter writer, long bits) {
        switch (this) {
            case BYTE, SHORT, INT -> writer.writeInt32((int) bits);
            case LONG -> writer.writeInt64(bits);
            case CHAR -> writer.writeString(String.valueOf((char) bits));
            case BOOLEAN -> writer.writeBoolean(bits != 0);
            case FLOAT, DOUBLE -> writer.writeDouble(Double.longBitsToDouble(bits));
        }
    }

    private boolean isFloating() {
        return this == FLOAT || this == DOUBLE;
    }

    private long whole(BsonReader reader, BsonType found) {
        long value = switch (found) {
            case INT32 -> reader.readInt32();
            case INT64 -> reader.readInt64();
            case DOUBLE -> wholeOf(reader.readDouble());
            case DECIMAL128 -> wholeOf(reader.readDecimal128());
            default -> throw MismatchException.expected(type.getName(), found);
        };
        if (value < least || value > most) {
            throw lossy(found, value);
        }
        return value;
    }

    private long wholeOf(double value) {
        if (value != Math.rint(value) || value < -TWO_TO_63 || value >= TWO_TO_63) {
            throw lossy(BsonType.DOUBLE, value);
        }
        return (long) value;
    }

    private long wholeOf(org.bson.types.Decimal128 value) {
        try {
            return value.bigDecimalValue().longValueExact();
        } catch (ArithmeticException inexact) {
            throw lossy(BsonType.DECIMAL128, value);
        }
    }

    private double floating(BsonReader reader, BsonType found) {
        return switch (found) {
            case DOUBLE -> reader.readDouble();
            case INT32 -> reader.readInt32();
            case INT64 -> {
                long value = reader.readInt64();
                double near = value;
                // Near the end of the range a cast back would be cut to what fits.
                if (near >= TWO_TO_63 || (long) near != value) {
                    throw lossy(found, value);
                }
                yield near;
            }
            case DECIMAL128 -> floatingOf(reader.readDecimal128());
            default -> throw MismatchException.expected(type.getName(), found);
        };
    }

    private double floatingOf(org.bson.types.Decimal128 value) {
        double near = value.doubleValue();
        if (value.isFinite() && (Double.isInfinite(near) || !sameNumber(value, near))) {
            throw lossy(BsonType.DECIMAL128, value);
        }
        return near;
    }

    private static boolean sameNumber(org.bson.types.Decimal128 value, double near) {
        // Minus zero is no BigDecimal, and a double has it.
        return near == 0 ? isZero(value) : BigDecimal.valueOf(near).compareTo(value.bigDecimalValue()) == 0;
    }

    private static boolean isZero(org.bson.types.Decimal128 value) {
        try {
            return value.bigDecimalValue().signum() == 0;
        } catch (ArithmeticException minusZero) {
            return true;
        }
    }

    /** A float that was stored comes back as it was; another number is rounded, as {@code org.bson} does it, but not to infinity. */
    private double asFloat(double value) {
        if (Double.isFinite(value) && Float.isInfinite((float) value)) {
            throw lossy(BsonType.DOUBLE, value);
        }
        return (float) value;
    }

    private long character(BsonReader reader, BsonType found) {
        if (found != BsonType.STRING) {
            throw MismatchException.expected(type.getName(), found);
        }
        String text = reader.readString();
        if (text.length() != 1) {
            throw new MismatchException("expected char, found a string of " + text.length() + " characters", null);
        }
        return text.charAt(0);
    }

    private MismatchException lossy(BsonType found, Object value) {
        return new MismatchException(
                "expected " + type.getName() + ", found the " + MismatchException.alias(found) + " " + value
                        + ", which it can't hold",
                null);
    }

    private static MethodHandle onDouble(String name, Class<?> result, Class<?> argument) {
        try {
            return MethodHandles.publicLookup().findStatic(Double.class, name, MethodType.methodType(result, argument));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the JDK has lost Double." + name, e);
        }
    }
}
