package dev.weft.benchmarks.call;

import dev.weft.benchmarks.rounds.Round;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The process of one peer: it takes a line per round on its standard input ({@code CALL CALLERS MILLIS virtual|platform})
 * and answers it with one line of figures. Every peer has its own virtual machine, so that no peer's profile spoils
 * another's code.
 */
public final class SubjectProcess {
    private SubjectProcess() {}

    /** Arguments: the peer's name, the responder's port, the size of the pool. */
    public static void main(String[] args) throws Exception {
        try (var subject = open(args[0], Integer.parseInt(args[1]), Integer.parseInt(args[2]))) {
            var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (var order = orders.readLine(); order != null; order = orders.readLine()) {
                var words = order.split(" ", -1);
                var call = Subject.Call.valueOf(words[0]);
                var round =
                        new Round(Integer.parseInt(words[1]), Integer.parseInt(words[2]), words[3].equals("virtual"));
                Round.Caller caller = () -> {
                    subject.call(call);
                    return true;
                };
                System.out.println(round.run(index -> caller).line());
            }
        }
    }

    private static Subject open(String name, int port, int poolSize) throws IOException {
        return switch (name) {
            case "weft" -> new WeftSubject(port, poolSize);
            case "official" -> new OfficialSubject(port, poolSize);
            case "floor" -> new FloorSubject(port, poolSize);
            default -> throw new IllegalArgumentException("no such peer: " + name);
        };
    }
}
