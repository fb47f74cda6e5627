package dev.weft.core.cluster;

/**
 * Runs in its initializer what the calling thread has brought along. A virtual thread in an initializer is pinned: it
 * keeps its carrier, whatever it waits for.
 */
final class Pin {
    static {
        PinnedCallers.runInInitializer();
    }

    private Pin() {}

    /** Defines the class anew each time, for an initializer runs but once. */
    static final class Loader extends ClassLoader {
        Loader() {
            super(Pin.class.getClassLoader());
        }

        void initialize() throws Exception {
            String name = Pin.class.getName();
            try (var bytes = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = bytes.readAllBytes();
                Class.forName(defineClass(name, code, 0, code.length).getName(), true, this);
            }
        }
    }
}
