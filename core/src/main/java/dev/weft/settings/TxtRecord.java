package dev.weft.settings;

import dev.weft.ServerAddress;
import dev.weft.error.BadConfigException;
import dev.weft.settings.MongoUri.Option;
import java.util.List;
import java.util.Set;

/** What DNS adds to a connection string (Initial DNS Seedlist Discovery specification, "Default Connection String Options"). */
final class TxtRecord {
    private static final String NAME = "TXT record";
    private static final Set<String> ALLOWED = Set.of("authsource", "replicaset", "loadbalanced");

    private TxtRecord() {}

    /** The settings with the hosts found; the record decides only what neither the connection string nor the code has. */
    static ClientSettings apply(ClientSettings settings, List<ServerAddress> hosts, String text) {
        List<Option> options = MongoUri.options(NAME, text);
        for (Option option : options) {
            if (!ALLOWED.contains(option.key())) {
                throw new BadConfigException(
                        NAME, "says " + option.key() + ", and may say authSource, replicaSet and loadBalanced only");
            }
        }
        SettingsForm form = new SettingsForm(settings);
        form.found(hosts);
        UriDraft draft = new UriReader(form)
                .apply(options.stream().filter(option -> open(option, settings)).toList());
        draft.source.ifPresent(form::defaultSource);
        return form.settings();
    }

    private static boolean open(Option option, ClientSettings settings) {
        Set<String> undecided = settings.srv().map(SrvSettings::undecided).orElse(Set.of());
        return switch (option.key()) {
            case "replicaset" -> settings.servers().replicaSet().isEmpty();
            case "loadbalanced" -> undecided.contains("loadBalanced");
            default -> undecided.contains("authSource");
        };
    }
}
