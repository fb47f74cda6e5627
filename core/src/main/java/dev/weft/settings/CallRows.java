package dev.weft.settings;

import static dev.weft.settings.UriOption.option;

import dev.weft.ReadConcern;
import dev.weft.ReadPreference;
import dev.weft.ReadPreference.Members;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.UuidRepresentation;

/** The options of calls: what they use unless told otherwise, and what is tried again. */
final class CallRows {
    private static final Map<String, UuidRepresentation> UUIDS = Map.of(
            "unspecified", UuidRepresentation.UNSPECIFIED,
            "standard", UuidRepresentation.STANDARD,
            "csharpLegacy", UuidRepresentation.C_SHARP_LEGACY,
            "javaLegacy", UuidRepresentation.JAVA_LEGACY,
            "pythonLegacy", UuidRepresentation.PYTHON_LEGACY);

    static final List<UriOption<?>> ROWS = List.of(
            option("appName", UriValue.TEXT, "none", "how servers' logs name this program, at most 128 bytes")
                    .with((d, v) -> d.form.appName(v), ClientSettings::appName),
            option(
                            "enableOverloadRetargeting",
                            UriValue.FLAG,
                            "false",
                            "whether a command that is tried again after overload prefers another server")
                    .with(
                            (d, v) -> d.form.enableOverloadRetargeting(v),
                            s -> Optional.of(s.retries().overloadRetargeting())),
            option("journal", UriValue.FLAG, "the server's", "whether writes must have reached the journal")
                    .with(
                            (d, v) -> d.journal = Optional.of(v),
                            s -> s.defaults().writeConcern().journal()),
            option(
                            "maxAdaptiveRetries",
                            UriValue.integer(0, Integer.MAX_VALUE),
                            "2",
                            "how often a command is tried again at most once a server has said that it is overloaded")
                    .with(
                            (d, v) -> d.form.maxAdaptiveRetries(v),
                            s -> Optional.of(s.retries().maxAdaptive())),
            option(
                            "maxStalenessSeconds",
                            UriValue.staleness(),
                            "-1",
                            "how far a secondary may lag; at least 90 to be of use")
                    .with(
                            (d, v) -> d.staleness = v.isNegative() ? Optional.empty() : Optional.of(v),
                            s -> members(s).flatMap(Members::maxStaleness)),
            option("readConcernLevel", UriValue.TEXT, "the server's", "how durable what is read must be")
                    .with(
                            (d, v) -> d.form.readConcern(new ReadConcern(v)),
                            s -> Optional.of(s.defaults().readConcern().level())),
            option("readPreference", UriValue.oneOf(modes()), "primary", "which members are read from")
                    .with((d, v) -> d.mode = v, s -> Optional.of(members(s).map(Members::mode))),
            option(
                            "readPreferenceTags",
                            UriValue.TAGS,
                            "none",
                            "which secondaries; may be repeated, tried in order; empty: any")
                    .withAll(
                            (d, v) -> d.tags.add(v),
                            s -> members(s).map(Members::tags).orElse(List.of())),
            option("retryReads", UriValue.FLAG, "true", "whether reads are tried a second time")
                    .with(
                            (d, v) -> d.form.retryReads(v),
                            s -> Optional.of(s.retries().reads())),
            option("retryWrites", UriValue.FLAG, "true", "whether writes are tried a second time")
                    .with(
                            (d, v) -> d.form.retryWrites(v),
                            s -> Optional.of(s.retries().writes())),
            option(
                            "timeoutMS",
                            UriValue.longMillis(),
                            "none",
                            "how long each call may take, its retries included; 0: without limit")
                    .with((d, v) -> d.form.timeout(v), s -> s.defaults().timeout()),
            option(
                            "uuidRepresentation",
                            UriValue.oneOf(UUIDS),
                            "unspecified",
                            "how `java.util.UUID` is stored; `unspecified`: not at all, it has to be made a `Binary`")
                    .with((d, v) -> d.form.uuids(v), s -> Optional.of(s.uuids())),
            option("w", UriValue.W, "the server's", "how many members, majority, or which tag must acknowledge a write")
                    .with(
                            (d, v) -> d.w = Optional.of(v),
                            s -> s.defaults().writeConcern().w()),
            option(
                            "wTimeoutMS",
                            UriValue.longMillis(),
                            "none",
                            "deprecated, use timeoutMS: how long the server waits for acknowledgement")
                    .with(
                            (d, v) -> d.wTimeout = Optional.of(v),
                            s -> s.defaults().writeConcern().wTimeout()));

    private CallRows() {}

    private static Optional<Members> members(ClientSettings settings) {
        return settings.defaults().readPreference() instanceof Members members
                ? Optional.of(members)
                : Optional.empty();
    }

    /** Empty stands for the primary. */
    private static Map<String, Optional<ReadPreference.Mode>> modes() {
        Map<String, Optional<ReadPreference.Mode>> modes = Arrays.stream(ReadPreference.Mode.values())
                .collect(Collectors.toMap(ReadPreference.Mode::word, Optional::of));
        modes.put("primary", Optional.empty());
        return modes;
    }
}
