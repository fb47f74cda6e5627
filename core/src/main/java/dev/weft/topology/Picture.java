package dev.weft.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Draws a topology for people: a line for the whole and a line for each server, in columns. */
final class Picture {
    private static final String NOTHING = "-";
    private static final String GAP = "  ";

    private final Topology topology;

    private Picture(Topology topology) {
        this.topology = topology;
    }

    static String of(Topology topology) {
        return new Picture(topology).draw();
    }

    private String draw() {
        var rows = topology.servers().values().stream().map(this::row).toList();
        var text = new StringBuilder(head());
        for (int i = 0; i < rows.size(); i++) {
            text.append('\n').append(i == rows.size() - 1 ? "└─ " : "├─ ").append(line(rows, rows.get(i)));
        }
        return text.toString();
    }

    private String head() {
        int count = topology.servers().size();
        return topology.type().word()
                + topology.setName().map(name -> " '" + name + "'").orElse("")
                + ", " + count + (count == 1 ? " server" : " servers")
                + topology.incompatible().map(why -> ", incompatible: " + why).orElse("");
    }

    /** Each column is as wide as its widest cell; the last one, which may hold an error, is as long as it likes. */
    private static String line(List<List<String>> rows, List<String> row) {
        var text = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int at = column;
            int width =
                    rows.stream().mapToInt(each -> each.get(at).length()).max().orElse(0);
            String cell = row.get(column);
            text.append(cell).append(" ".repeat(width - cell.length())).append(GAP);
        }
        return text.toString().stripTrailing();
    }

    private List<String> row(ServerDescription server) {
        var more = new ArrayList<String>();
        if (!server.membership().tags().tags().isEmpty()) {
            more.add("tags " + server.membership().tags());
        }
        behind(server).ifPresent(lag -> more.add(lag.toMillis() + " ms behind the primary"));
        server.error().ifPresent(error -> more.add(error.getClass().getSimpleName() + ": " + error.getMessage()));
        return List.of(
                server.address().toString(),
                server.type().word(),
                server.roundTripTime()
                        .map(time -> String.format(Locale.ROOT, "%.2f ms", time.toNanos() / 1e6))
                        .orElse(NOTHING),
                String.join(", ", more));
    }

    private Optional<Duration> behind(ServerDescription server) {
        Optional<Instant> own = server.membership().lastWrite();
        Optional<Instant> newest =
                topology.primary().flatMap(primary -> primary.membership().lastWrite());
        return server.type() == ServerType.RS_SECONDARY && own.isPresent() && newest.isPresent()
                ? Optional.of(Duration.between(own.get(), newest.get())).filter(Duration::isPositive)
                : Optional.empty();
    }
}
