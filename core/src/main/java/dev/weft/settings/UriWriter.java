package dev.weft.settings;

import dev.weft.Secret;
import dev.weft.ServerAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Settings as a connection string: what is not the default, by the table. */
final class UriWriter {
    private static final String MASK = "***";
    private static final ClientSettings PLAIN = ClientSettings.of("mongodb://localhost");

    private final ClientSettings settings;
    private final boolean secrets;

    private UriWriter(ClientSettings settings, boolean secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    /** The string; without secrets each of them is three asterisks. */
    static String write(ClientSettings settings, boolean secrets) {
        return new UriWriter(settings, secrets).write();
    }

    private String write() {
        String options = options();
        String path = settings.database().map(PercentCoding::encode).orElse("");
        return settings.srv().map(srv -> "mongodb+srv://").orElse("mongodb://")
                + user()
                + hosts()
                + (path.isEmpty() && options.isEmpty() ? "" : "/" + path)
                + (options.isEmpty() ? "" : "?" + options);
    }

    private String user() {
        Optional<CredentialParts> parts =
                settings.credential().map(credential -> CredentialParts.of(credential, settings.database()));
        return parts.flatMap(CredentialParts::user).map(PercentCoding::encode).orElse("")
                + parts.flatMap(CredentialParts::password)
                        .map(password -> ":" + shown(password))
                        .orElse("")
                + parts.flatMap(CredentialParts::user).map(user -> "@").orElse("");
    }

    private String shown(Secret secret) {
        return secrets ? PercentCoding.encode(new String(secret.reveal())) : MASK;
    }

    private String hosts() {
        return settings.srv()
                .map(SrvSettings::host)
                .map(PercentCoding::encode)
                .orElseGet(
                        () -> settings.hosts().stream().map(UriWriter::address).collect(Collectors.joining(",")));
    }

    private static String address(ServerAddress address) {
        return address.isUnixSocket()
                ? PercentCoding.encode(address.host())
                : PercentCoding.encode(address.toString(), ":[]");
    }

    private String options() {
        List<String> options = new ArrayList<>();
        for (UriOption<?> option : UriOption.TABLE) {
            List<String> values = option.write(settings);
            if (values.equals(option.write(PLAIN))) {
                continue;
            }
            boolean hidden = !secrets && option.is(UriValue.Trait.SECRET);
            values.forEach(
                    value -> options.add(option.name() + "=" + (hidden ? MASK : PercentCoding.encode(value, ":/,$@"))));
        }
        return String.join("&", options);
    }
}
