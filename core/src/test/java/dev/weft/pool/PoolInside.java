package dev.weft.pool;

/** What a test of pool and loop together looks at inside the pool. */
public final class PoolInside {
    private PoolInside() {}

    /** How many segments the line of waiters has. */
    public static int segments(Pool<?> pool) {
        return pool.handOff().line().segments();
    }
}
