package dev.weft.settings;

import static dev.weft.settings.UriValue.Trait.EMPTY;
import static dev.weft.settings.UriValue.Trait.REPEATABLE;
import static dev.weft.settings.UriValue.Trait.SECRET;

import dev.weft.settings.MongoUri.Option;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Applies the options of a connection string by the table; strange ones are ignored with a warning. */
final class UriReader {
    private final UriDraft draft;
    private final Set<String> seen = new HashSet<>();

    UriReader(SettingsForm form) {
        this.draft = new UriDraft(form);
    }

    static SettingsForm read(MongoUri uri) {
        UriConflicts.check(uri.options());
        SettingsForm form = new SettingsForm(uri);
        uri.database().ifPresent(form::database);
        new UriReader(form).apply(uri.options()).finish(uri);
        if (form.isTlsOffInSpiteOfDetails()) {
            form.warn("option tls is false, so the other options of TLS have no effect");
        }
        return form;
    }

    UriDraft apply(List<Option> options) {
        Set<String> present = new HashSet<>();
        for (Option option : options) {
            present.add(option.key());
        }
        for (Option option : options) {
            apply(option.key(), option.value(), present);
        }
        return draft;
    }

    private void apply(String key, String value, Set<String> present) {
        UriOption.Renamed renamed = UriOption.RENAMED.get(key);
        if (renamed != null) {
            if (present.contains(UriOption.key(renamed.name()))) {
                warn("deprecated option " + key + " is ignored, because " + renamed.name() + " is given");
                return;
            }
            warn("option " + key + " is deprecated: write " + renamed.name());
        }
        UriOption<?> option = UriOption.BY_KEY.get(UriOption.key(renamed == null ? key : renamed.name()));
        if (option == null) {
            warn("option " + key + " is not supported and ignored");
        } else {
            apply(
                    option,
                    renamed == null || value.isEmpty() ? value : renamed.value().apply(value));
        }
    }

    private void apply(UriOption<?> option, String value) {
        String name = option.name();
        if (!seen.add(name) && !option.is(REPEATABLE)) {
            warn("option " + name + " is given more than once: the last accepted value counts");
        }
        if (value.isEmpty() && !option.is(EMPTY)) {
            warn("option " + name + " is empty and ignored");
        } else if (!option.apply(draft, value, remark -> warn("option " + name + ": " + remark))) {
            String shown = option.is(SECRET) ? "its value" : "'" + value + "'";
            warn("option " + name + " does not accept " + shown + " and is ignored; give "
                    + option.value().accepts());
        }
    }

    private void warn(String warning) {
        draft.form.warn(warning);
    }
}
