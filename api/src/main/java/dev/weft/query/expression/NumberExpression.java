package dev.weft.query.expression;

import org.jspecify.annotations.Nullable;

/** A number. */
public sealed interface NumberExpression extends Expression permits Nodes.OfNumber {
    /** {@return its distance from zero (server manual, {@code $abs})} */
    default NumberExpression abs() {
        return Nodes.number(Nodes.call("$abs", this));
    }

    /** {@return the least integer that is not less (server manual, {@code $ceil})} */
    default NumberExpression ceil() {
        return Nodes.number(Nodes.call("$ceil", this));
    }

    /** {@return e to its power (server manual, {@code $exp})} */
    default NumberExpression exp() {
        return Nodes.number(Nodes.call("$exp", this));
    }

    /** {@return the greatest integer that is not greater (server manual, {@code $floor})} */
    default NumberExpression floor() {
        return Nodes.number(Nodes.call("$floor", this));
    }

    /** {@return its natural logarithm (server manual, {@code $ln})} */
    default NumberExpression ln() {
        return Nodes.number(Nodes.call("$ln", this));
    }

    /** {@return its logarithm to 10 (server manual, {@code $log10})} */
    default NumberExpression log10() {
        return Nodes.number(Nodes.call("$log10", this));
    }

    /** {@return its square root (server manual, {@code $sqrt})} */
    default NumberExpression sqrt() {
        return Nodes.number(Nodes.call("$sqrt", this));
    }

    /** {@return its bits, each changed; since MongoDB 6.3 (server manual, {@code $bitNot})} */
    default NumberExpression bitNot() {
        return Nodes.number(Nodes.call("$bitNot", this));
    }

    /** {@return a number from 0 to 1, by the sigmoid curve; since MongoDB 8.1 (server manual, {@code $sigmoid})} */
    default NumberExpression sigmoid() {
        return Nodes.number(Nodes.call("$sigmoid", this));
    }

    /** {@return the sine of radians; since MongoDB 4.2 (server manual, {@code $sin})} */
    default NumberExpression sin() {
        return Nodes.number(Nodes.call("$sin", this));
    }

    /** {@return the cosine of radians; since MongoDB 4.2 (server manual, {@code $cos})} */
    default NumberExpression cos() {
        return Nodes.number(Nodes.call("$cos", this));
    }

    /** {@return the tangent of radians; since MongoDB 4.2 (server manual, {@code $tan})} */
    default NumberExpression tan() {
        return Nodes.number(Nodes.call("$tan", this));
    }

    /** {@return the arc sine, in radians; since MongoDB 4.2 (server manual, {@code $asin})} */
    default NumberExpression asin() {
        return Nodes.number(Nodes.call("$asin", this));
    }

    /** {@return the arc cosine, in radians; since MongoDB 4.2 (server manual, {@code $acos})} */
    default NumberExpression acos() {
        return Nodes.number(Nodes.call("$acos", this));
    }

    /** {@return the arc tangent, in radians; since MongoDB 4.2 (server manual, {@code $atan})} */
    default NumberExpression atan() {
        return Nodes.number(Nodes.call("$atan", this));
    }

    /** {@return the hyperbolic sine; since MongoDB 4.2 (server manual, {@code $sinh})} */
    default NumberExpression sinh() {
        return Nodes.number(Nodes.call("$sinh", this));
    }

    /** {@return the hyperbolic cosine; since MongoDB 4.2 (server manual, {@code $cosh})} */
    default NumberExpression cosh() {
        return Nodes.number(Nodes.call("$cosh", this));
    }

    /** {@return the hyperbolic tangent; since MongoDB 4.2 (server manual, {@code $tanh})} */
    default NumberExpression tanh() {
        return Nodes.number(Nodes.call("$tanh", this));
    }

    /** {@return the inverse hyperbolic sine; since MongoDB 4.2 (server manual, {@code $asinh})} */
    default NumberExpression asinh() {
        return Nodes.number(Nodes.call("$asinh", this));
    }

    /** {@return the inverse hyperbolic cosine; since MongoDB 4.2 (server manual, {@code $acosh})} */
    default NumberExpression acosh() {
        return Nodes.number(Nodes.call("$acosh", this));
    }

    /** {@return the inverse hyperbolic tangent; since MongoDB 4.2 (server manual, {@code $atanh})} */
    default NumberExpression atanh() {
        return Nodes.number(Nodes.call("$atanh", this));
    }

    /** {@return degrees as radians; since MongoDB 4.2 (server manual, {@code $degreesToRadians})} */
    default NumberExpression degreesToRadians() {
        return Nodes.number(Nodes.call("$degreesToRadians", this));
    }

    /** {@return radians as degrees; since MongoDB 4.2 (server manual, {@code $radiansToDegrees})} */
    default NumberExpression radiansToDegrees() {
        return Nodes.number(Nodes.call("$radiansToDegrees", this));
    }

    /** {@return the nearest integer, of two the even one; since MongoDB 4.2 (server manual, {@code $round})} */
    default NumberExpression round() {
        return Nodes.number(Nodes.call("$round", this));
    }

    /**
     * {@return it rounded to decimal places, negative: to tens and hundreds; since MongoDB 4.2 (server manual, {@code $round})}
     *
     * @param place how many decimal places, an integer between -20 and 100
     */
    default NumberExpression round(@Nullable Object place) {
        return Nodes.number(Nodes.all("$round", this, place));
    }

    /** {@return the integer on the way to zero (server manual, {@code $trunc})} */
    default NumberExpression trunc() {
        return Nodes.number(Nodes.call("$trunc", this));
    }

    /**
     * {@return it cut to decimal places, negative: to tens and hundreds; since MongoDB 4.2 (server manual, {@code $trunc})}
     *
     * @param place how many decimal places, an integer between -20 and 100
     */
    default NumberExpression trunc(@Nullable Object place) {
        return Nodes.number(Nodes.all("$trunc", this, place));
    }

    /**
     * {@return the sum; with a date among them, that date so many milliseconds later (server manual, {@code $add})}
     *
     * @param others the other numbers, and at most one date
     */
    default NumberExpression add(@Nullable Object... others) {
        return Nodes.number(Nodes.call("$add", this, others));
    }

    /**
     * {@return the product (server manual, {@code $multiply})}
     *
     * @param others the factors
     */
    default NumberExpression multiply(@Nullable Object... others) {
        return Nodes.number(Nodes.call("$multiply", this, others));
    }

    /**
     * {@return the bits that are set in all; since MongoDB 6.3 (server manual, {@code $bitAnd})}
     *
     * @param others the other integers, of 32 or 64 bits
     */
    default NumberExpression bitAnd(@Nullable Object... others) {
        return Nodes.number(Nodes.call("$bitAnd", this, others));
    }

    /**
     * {@return the bits that are set in any; since MongoDB 6.3 (server manual, {@code $bitOr})}
     *
     * @param others the other integers, of 32 or 64 bits
     */
    default NumberExpression bitOr(@Nullable Object... others) {
        return Nodes.number(Nodes.call("$bitOr", this, others));
    }

    /**
     * {@return the bits that are set in an odd number of them; since MongoDB 6.3 (server manual, {@code $bitXor})}
     *
     * @param others the other integers, of 32 or 64 bits
     */
    default NumberExpression bitXor(@Nullable Object... others) {
        return Nodes.number(Nodes.call("$bitXor", this, others));
    }

    /**
     * {@return the difference (server manual, {@code $subtract})}
     *
     * @param other the number that is subtracted
     */
    default NumberExpression subtract(@Nullable Object other) {
        return Nodes.number(Nodes.all("$subtract", this, other));
    }

    /**
     * {@return the quotient (server manual, {@code $divide})}
     *
     * @param divisor a number; zero is an error
     */
    default NumberExpression divide(@Nullable Object divisor) {
        return Nodes.number(Nodes.all("$divide", this, divisor));
    }

    /**
     * {@return the remainder (server manual, {@code $mod})}
     *
     * @param divisor a number; zero is an error
     */
    default NumberExpression mod(@Nullable Object divisor) {
        return Nodes.number(Nodes.all("$mod", this, divisor));
    }

    /**
     * {@return the power (server manual, {@code $pow})}
     *
     * @param exponent a number
     */
    default NumberExpression pow(@Nullable Object exponent) {
        return Nodes.number(Nodes.all("$pow", this, exponent));
    }

    /**
     * {@return the logarithm to a base (server manual, {@code $log})}
     *
     * @param base a positive number other than 1
     */
    default NumberExpression log(@Nullable Object base) {
        return Nodes.number(Nodes.all("$log", this, base));
    }

    /**
     * {@return the angle of a point, of which this is y, in radians; since MongoDB 4.2 (server manual, {@code $atan2})}
     *
     * @param x the other coordinate, a number
     */
    default NumberExpression atan2(@Nullable Object x) {
        return Nodes.number(Nodes.all("$atan2", this, x));
    }

    /**
     * {@return the integers from it up to an end, itself not included (server manual, {@code $range})}
     *
     * @param end where they stop, an integer of 32 bits
     */
    default ArrayExpression range(@Nullable Object end) {
        return Nodes.array(Nodes.all("$range", this, end));
    }

    /**
     * {@return the integers from it up to an end, itself not included, in steps (server manual, {@code $range})}
     *
     * @param end where they stop, an integer of 32 bits
     * @param step the distance from one to the next, an integer other than 0; negative to count down
     */
    default ArrayExpression range(@Nullable Object end, @Nullable Object step) {
        return Nodes.array(Nodes.all("$range", this, end, step));
    }
}
