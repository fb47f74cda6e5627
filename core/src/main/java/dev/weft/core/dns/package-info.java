/**
 * What DNS says of a deployment's name, and how anything that may block in the system is asked for.
 *
 * <p>Job: asks for SRV and TXT records and checks them ({@link dev.weft.core.dns.SrvDiscovery}), by threads that nobody waits for ({@link
 * dev.weft.core.dns.LookUp}); ADR 15.
 * <p>May use: the vocabulary, {@code core.time}, {@code core.scope}.
 * <p>Entry: {@link dev.weft.core.dns.SrvDiscovery}.
 * <p>Threads: a detached platform thread per look-up, which ends when the resolver answers; the caller waits for it, within a limit.
 */
@NullMarked
package dev.weft.core.dns;

import org.jspecify.annotations.NullMarked;
