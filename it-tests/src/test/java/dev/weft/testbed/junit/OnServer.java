package dev.weft.testbed.junit;

import dev.weft.testbed.Capability;
import dev.weft.testbed.ServerKind;
import dev.weft.testbed.TestServer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests take a {@link TestServer} as a parameter and get the best one at hand: the one that {@code WEFT_URI} names, else
 * the first of the others that can do what is needed. If there is none, the test is skipped and says why.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("server")
@ExtendWith(BestServer.class)
public @interface OnServer {
    /** The kinds that will do, the best first; all kinds if empty. */
    ServerKind[] value() default {};

    /** What the server must be able to do. */
    Capability[] needs() default {};
}
