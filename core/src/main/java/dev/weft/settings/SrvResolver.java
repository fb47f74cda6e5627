package dev.weft.settings;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks DNS for what a {@code mongodb+srv} name stands for: {@link ClientSettings.Builder#srvResolver}. The driver brings one of its own, which
 * asks the name servers of the system; another one is of use where names come from elsewhere, and in tests.
 *
 * <p>It is called on a platform thread that exists for one look-up, may block it, and is interrupted once nobody waits for
 * the answer any more. What it returns is checked by the driver; only the hosts below the domain of the name are used.
 */
public interface SrvResolver {
    /**
     * The SRV records of a name. Their priorities and weights mean nothing to MongoDB.
     *
     * @param name the whole name, such as {@code _mongodb._tcp.cluster.example.net}
     * @return the records in any order; empty when the name has none, or is unknown
     * @throws IOException if that could not be found out, say because no name server answers
     */
    List<Srv> srv(String name) throws IOException;

    /**
     * The TXT records of a name.
     *
     * @param name the name behind {@code mongodb+srv://}
     * @return a text per record, the strings of each joined without anything between; empty when the name has none
     * @throws IOException if that could not be found out
     */
    List<String> txt(String name) throws IOException;

    /**
     * One SRV record.
     *
     * @param target the host; a dot at its end means nothing
     * @param port where the server listens
     * @param timeToLive how long the record holds; empty when that is not known, and DNS is asked every 60 s
     */
    record Srv(String target, int port, Optional<Duration> timeToLive) {
        /**
         * A record of unknown life.
         *
         * @param target the host
         * @param port where the server listens
         */
        public Srv(String target, int port) {
            this(target, port, Optional.empty());
        }
    }
}
