package dev.weft.unified.entity;

import dev.weft.unified.file.EntitySpec;
import dev.weft.unified.file.MalformedFileException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * The connection strings of a case's clients: the deployment's, with the options of the entity instead of its own.
 *
 * @param deployment the deployment's connection string
 * @param quickHeartbeats whether servers are checked as often as allowed, because the case makes them fail
 * @param sharded whether the hosts are routers, of which a client may be told to know one or several
 */
public record ClientUri(String deployment, boolean quickHeartbeats, boolean sharded) {
    private static final String DIRECT = "directConnection";
    private static final String HEARTBEAT = "heartbeatFrequencyMS";
    private static final Set<String> OF_SETS = Set.of("replicaset");

    /** Options that ask for what the driver does not have yet, and what that is. */
    private static final Map<String, String> NOT_OFFERED = Map.of(
            "authmechanism", "authentication",
            "authmechanismproperties", "authentication",
            "compressors", "compression",
            "loadbalanced", "load balancers",
            "tls", "TLS");

    /** Connection strings that reach one host each, of one that names several. */
    public static List<String> ofEachHost(String uri) {
        int begin = uri.indexOf("://") + 3;
        int at = uri.indexOf('@');
        int hosts = at < 0 ? begin : at + 1;
        int end = uri.indexOf('/', hosts);
        String rest = end < 0 ? "/" : uri.substring(end);
        return Stream.of((end < 0 ? uri.substring(hosts) : uri.substring(hosts, end)).split(","))
                .map(host -> uri.substring(0, hosts) + host + rest)
                .toList();
    }

    String of(EntitySpec.Client spec) {
        Map<String, String> options = ofDeployment();
        BsonDocument own = spec.uriOptions();
        own.forEach((name, value) -> {
            refuseUnknown(name, value);
            options.keySet().removeIf(name::equalsIgnoreCase);
            options.put(name, query(name, value));
        });
        boolean direct = own.containsKey(DIRECT) && own.getBoolean(DIRECT).getValue();
        if (direct) {
            options.put(DIRECT, DIRECT + "=true");
            options.keySet().removeIf(name -> OF_SETS.contains(name.toLowerCase(Locale.ROOT)));
        }
        if (quickHeartbeats && options.keySet().stream().noneMatch(HEARTBEAT::equalsIgnoreCase)) {
            // The least the monitoring specification allows.
            options.put(HEARTBEAT, HEARTBEAT + "=500");
        }
        boolean oneRouter = sharded
                && spec.useMultipleMongoses().filter(several -> !several).isPresent();
        String base = base(direct || oneRouter);
        if (sharded && spec.useMultipleMongoses().orElse(false) && !base.contains(",")) {
            throw new MalformedFileException(
                    "client " + spec.id(), "must know several routers, the deployment has one");
        }
        return base + "?" + String.join("&", options.values());
    }

    private static void refuseUnknown(String name, BsonValue value) {
        String missing = NOT_OFFERED.get(name.toLowerCase(Locale.ROOT));
        if (missing != null && !BsonBoolean.FALSE.equals(value)) {
            throw new NotOfferedException(missing);
        }
    }

    private String base(boolean oneHost) {
        String all = deployment.contains("?") ? deployment.substring(0, deployment.indexOf('?')) : deployment;
        String rest = all.substring("mongodb://".length());
        String hosts = rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
        String path = rest.contains("/") ? rest.substring(rest.indexOf('/')) : "/";
        return "mongodb://" + (oneHost && hosts.contains(",") ? hosts.substring(0, hosts.indexOf(',')) : hosts) + path;
    }

    private Map<String, String> ofDeployment() {
        Map<String, String> options = new LinkedHashMap<>();
        int query = deployment.indexOf('?');
        if (query >= 0) {
            Stream.of(deployment.substring(query + 1).split("&"))
                    .filter(option -> option.contains("="))
                    .forEach(option -> options.put(option.substring(0, option.indexOf('=')), option));
        }
        return options;
    }

    private static String query(String name, BsonValue value) {
        List<String> values = value.isArray()
                ? value.asArray().stream().map(each -> text(name, each)).toList()
                : List.of(text(name, value));
        return values.stream()
                .map(each -> name + "=" + URLEncoder.encode(each, StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String text(String name, BsonValue value) {
        return switch (value) {
            case BsonString string -> string.getValue();
            case BsonBoolean flag -> String.valueOf(flag.getValue());
            case BsonNumber number -> String.valueOf(number.longValue());
            default -> throw new MalformedFileException("uriOptions." + name, value + " can't be written into a URI");
        };
    }
}
