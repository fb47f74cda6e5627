package dev.weft.settings;

import dev.weft.error.BadConfigException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Applies the options of a connection string by the table; strange ones are ignored with a warning. */
final class UriReader {
    private static final Map<String, UriOption<?>> BY_KEY =
            UriOption.TABLE.stream().collect(Collectors.toMap(o -> key(o.name()), Function.identity()));

    private final UriDraft draft;
    private final Set<String> seen = new HashSet<>();

    private UriReader(SettingsForm form) {
        this.draft = new UriDraft(form);
    }

    static SettingsForm read(MongoUri uri) {
        if (uri.srvHost().isPresent()) {
            throw refused("mongodb+srv", "SRV records");
        }
        if (uri.user().isPresent()) {
            throw refused("user and password", "authentication");
        }
        SettingsForm form = new SettingsForm(uri.hosts());
        uri.database().ifPresent(form::database);
        UriReader reader = new UriReader(form);
        Set<String> present = uri.options().stream().map(MongoUri.Option::key).collect(Collectors.toSet());
        uri.options().forEach(option -> reader.read(option.key(), option.value(), present));
        reader.draft.finish();
        return form;
    }

    private void read(String key, String value, Set<String> present) {
        if (UriOption.REFUSED.containsKey(key)) {
            refuseUnlessFalse(key, value);
            return;
        }
        String renamed = UriOption.RENAMED.get(key);
        if (renamed != null) {
            if (present.contains(key(renamed))) {
                warn("deprecated option " + key + " is ignored, because " + renamed + " is given");
                return;
            }
            warn("option " + key + " is deprecated: write " + renamed);
        }
        UriOption<?> option = BY_KEY.get(renamed == null ? key : key(renamed));
        if (option == null) {
            warn("option " + key + " is not supported and ignored");
        } else {
            apply(option, value);
        }
    }

    private void apply(UriOption<?> option, String value) {
        boolean list = option.value().equals(UriValue.TAGS);
        if (!seen.add(option.name()) && !list) {
            warn("option " + option.name() + " is given more than once: the last one counts");
        }
        if (value.isEmpty() && !list) {
            warn("option " + option.name() + " is empty and ignored");
        } else if (!option.apply(draft, value)) {
            warn("option " + option.name() + " does not accept '" + value + "' and is ignored; give "
                    + option.value().accepts());
        }
    }

    private static void refuseUnlessFalse(String key, String value) {
        if (!UriOption.HARMLESS_WHEN_FALSE.contains(key) || !value.equals("false")) {
            throw refused(key, UriOption.REFUSED.getOrDefault(key, key));
        }
    }

    private static BadConfigException refused(String option, String what) {
        return new BadConfigException(
                option,
                "this version of Weft cannot do " + what + ", and connecting without would not be what was asked:"
                        + " leave the option out, or use a version that can");
    }

    private void warn(String warning) {
        draft.form.warn(warning);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
