package dev.weft;

import java.time.Duration;

/**
 * What the connections to one server are doing, counted at one moment without stopping anybody: the figures may be
 * off by what happened meanwhile.
 *
 * @param server the server
 * @param inUse connections lent to callers
 * @param idle connections nobody uses
 * @param connecting connections being opened
 * @param waiting callers in the line
 * @param oldestWait how long the head of the line has waited; zero when nobody waits
 * @param draining connections whose caller left early and whose late reply is awaited
 * @param maxSize how many connections there may be; {@link Integer#MAX_VALUE} for no bound
 */
public record PoolUsage(
        ServerAddress server,
        int inUse,
        int idle,
        int connecting,
        int waiting,
        Duration oldestWait,
        int draining,
        int maxSize) {
    /** {@return the figures in one line, as errors and logs print them} */
    @Override
    public String toString() {
        return server + ": " + inUse + " in use, " + idle + " idle, " + draining + " draining, " + connecting
                + " opening, " + waiting + " waiting (the oldest for " + oldestWait.toMillis() + " ms), "
                + (maxSize == Integer.MAX_VALUE ? "no maximum" : "at most " + maxSize);
    }
}
