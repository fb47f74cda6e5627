package dev.weft.protocol.transport;

/** What a test of pool and loop together looks at inside the loop. */
public final class LoopInside {
    private LoopInside() {}

    /** How many alarms were ever needed at once, rounded up. */
    public static int alarmSlots(IoLoop loop) {
        return loop.alarms().slots();
    }

    /** How many alarms somebody has now. */
    public static int alarmsTaken(IoLoop loop) {
        return loop.alarms().taken();
    }
}
