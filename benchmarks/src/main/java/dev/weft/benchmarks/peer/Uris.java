package dev.weft.benchmarks.peer;

/** Options put to a connection string. */
public final class Uris {
    /** A deadline of every call, long enough never to pass. */
    static final String DEADLINE = "timeoutMS=30000";

    private Uris() {}

    /** The same with one more option, such as {@code maxPoolSize=100}. */
    public static String with(String uri, String option) {
        if (uri.indexOf('?') >= 0) {
            return uri + "&" + option;
        }
        boolean slash = uri.indexOf('/', uri.indexOf("//") + 2) >= 0;
        return uri + (slash ? "?" : "/?") + option;
    }
}
