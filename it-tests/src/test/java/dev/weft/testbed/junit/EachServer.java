package dev.weft.testbed.junit;

import dev.weft.testbed.Capability;
import dev.weft.testbed.ServerKind;
import dev.weft.testbed.TestServer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test takes a {@link TestServer} as a parameter and runs once on each kind of server that can do what it needs. A
 * kind that cannot be started on this machine is skipped by name.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("server")
@TestTemplate
@ExtendWith(AllServers.class)
public @interface EachServer {
    /** The kinds to run on, if they can do what is needed; all kinds if empty. */
    ServerKind[] value() default {};

    /** What the servers must be able to do. */
    Capability[] needs() default {};
}
