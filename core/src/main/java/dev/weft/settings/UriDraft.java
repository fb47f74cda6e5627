package dev.weft.settings;

import dev.weft.ReadPreference;
import dev.weft.ReadPreference.Members;
import dev.weft.TagSet;
import dev.weft.WriteConcern;
import dev.weft.error.BadConfigException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonValue;

/** Options that only together make a setting, collected until all are read. */
final class UriDraft {
    final SettingsForm form;
    final List<TagSet> tags = new ArrayList<>();
    Optional<ReadPreference.Mode> mode = Optional.empty();
    Optional<Duration> staleness = Optional.empty();
    Optional<BsonValue> w = Optional.empty();
    Optional<Boolean> journal = Optional.empty();
    Optional<Duration> wTimeout = Optional.empty();
    Optional<Mechanism> mechanism = Optional.empty();
    Optional<String> source = Optional.empty();
    Map<String, String> properties = Map.of();

    UriDraft(SettingsForm form) {
        this.form = form;
    }

    void finish(MongoUri uri) {
        if (mode.isPresent()) {
            form.readPreference(new Members(mode.get(), tags, staleness));
        } else if (!tags.isEmpty() || staleness.isPresent()) {
            throw new BadConfigException(
                    tags.isEmpty() ? "maxStalenessSeconds" : "readPreferenceTags",
                    "cannot be combined with readPreference primary: choose another readPreference");
        }
        try {
            form.writeConcern(new WriteConcern(w, journal, wTimeout));
        } catch (IllegalArgumentException refused) {
            throw new BadConfigException("w", String.valueOf(refused.getMessage()), refused);
        }
        // Neither a database nor a source of authentication alone asks for authentication ("do not imply
        // authentication").
        if (uri.user().isPresent() || mechanism.isPresent()) {
            form.credential(
                    new CredentialParts(uri.user(), uri.password(), mechanism, source, properties), uri.database());
        } else if (!properties.isEmpty()) {
            form.warn(
                    "option authMechanismProperties is ignored, because there is neither a user nor an authMechanism");
        }
    }
}
