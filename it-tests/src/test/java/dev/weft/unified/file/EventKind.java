package dev.weft.unified.file;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The events a case can observe and expect, and what it can say of each ("expectedEvent"). */
public enum EventKind {
    COMMAND_STARTED(
            Family.COMMAND,
            "commandStartedEvent",
            "command commandName databaseName hasServiceId hasServerConnectionId"),
    COMMAND_SUCCEEDED(
            Family.COMMAND,
            "commandSucceededEvent",
            "reply commandName databaseName hasServiceId hasServerConnectionId"),
    COMMAND_FAILED(Family.COMMAND, "commandFailedEvent", "commandName databaseName hasServiceId hasServerConnectionId"),
    POOL_CREATED(Family.CMAP, "poolCreatedEvent", ""),
    POOL_READY(Family.CMAP, "poolReadyEvent", ""),
    POOL_CLEARED(Family.CMAP, "poolClearedEvent", "hasServiceId interruptInUseConnections"),
    POOL_CLOSED(Family.CMAP, "poolClosedEvent", ""),
    CONNECTION_CREATED(Family.CMAP, "connectionCreatedEvent", ""),
    CONNECTION_READY(Family.CMAP, "connectionReadyEvent", ""),
    CONNECTION_CLOSED(Family.CMAP, "connectionClosedEvent", "reason"),
    CHECK_OUT_STARTED(Family.CMAP, "connectionCheckOutStartedEvent", ""),
    CHECK_OUT_FAILED(Family.CMAP, "connectionCheckOutFailedEvent", "reason"),
    CHECKED_OUT(Family.CMAP, "connectionCheckedOutEvent", ""),
    CHECKED_IN(Family.CMAP, "connectionCheckedInEvent", ""),
    SERVER_CHANGED(Family.SDAM, "serverDescriptionChangedEvent", "previousDescription newDescription"),
    HEARTBEAT_STARTED(Family.SDAM, "serverHeartbeatStartedEvent", "awaited"),
    HEARTBEAT_SUCCEEDED(Family.SDAM, "serverHeartbeatSucceededEvent", "awaited"),
    HEARTBEAT_FAILED(Family.SDAM, "serverHeartbeatFailedEvent", "awaited"),
    TOPOLOGY_CHANGED(Family.SDAM, "topologyDescriptionChangedEvent", "previousDescription newDescription"),
    TOPOLOGY_OPENING(Family.SDAM, "topologyOpeningEvent", ""),
    TOPOLOGY_CLOSED(Family.SDAM, "topologyClosedEvent", "");

    /** The three monitors, in the words of {@code eventType}. */
    public enum Family {
        COMMAND("command"),
        CMAP("cmap"),
        SDAM("sdam");

        private final String word;

        Family(String word) {
            this.word = word;
        }

        static Set<String> words() {
            return Arrays.stream(values()).map(each -> each.word).collect(Collectors.toSet());
        }

        static Family of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word.equals(word))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private final Family family;
    private final String word;
    private final String fields;

    EventKind(Family family, String word, String fields) {
        this.family = family;
        this.word = word;
        this.fields = fields;
    }

    public Family family() {
        return family;
    }

    public String word() {
        return word;
    }

    Set<String> fields() {
        return fields.isEmpty() ? Set.of() : Set.of(fields.split(" "));
    }

    static EventKind of(String path, String word) {
        return Arrays.stream(values())
                .filter(each -> each.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new MalformedFileException(path, word + " is no event"));
    }
}
