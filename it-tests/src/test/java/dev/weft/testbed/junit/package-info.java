/**
 * How a test says which server it needs.
 *
 * <p>Job: starts each kind of server at most once per JVM, hands it to tests, closes it at the end, skips by name what is missing.
 * <p>May use: {@code dev.weft.testbed}, JUnit, the official driver to ask a server that was not started here.
 * <p>Entry: {@link dev.weft.testbed.junit.OnServer} and {@link dev.weft.testbed.junit.EachServer}.
 * <p>Threads: none of its own.
 */
@NullMarked
package dev.weft.testbed.junit;

import org.jspecify.annotations.NullMarked;
