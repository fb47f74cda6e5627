/**
 * What a client can be told: the connection string, the table of options, the settings.
 *
 * <p>Job: reads connection strings ({@link MongoUri}: syntax), knows the options ({@link UriOption}: table), makes settings ({@link ClientSettings}: result), and turns them back into a string.
 * <p>May use: {@code dev.weft}, {@code .error}, {@code .event}.
 * <p>Entry: {@link ClientSettings#of(String)}.
 * <p>Threads: starts none; forms live as long as their lambda, all else is immutable.
 */
@NullMarked
package dev.weft.settings;

import org.jspecify.annotations.NullMarked;
