package dev.weft.unified.entity;

import dev.weft.ReadConcern;
import dev.weft.ReadPreference;
import dev.weft.TagSet;
import dev.weft.WriteConcern;
import dev.weft.unified.file.Fields;
import dev.weft.unified.file.MalformedFileException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Concerns and preferences as files write them ("Common Options"). */
public final class Concerns {
    private Concerns() {}

    public static ReadConcern read(BsonDocument document) {
        Fields fields = Fields.of("readConcern", document);
        var concern = new ReadConcern(fields.text("level"));
        fields.end();
        return concern;
    }

    public static WriteConcern write(BsonDocument document) {
        Fields fields = Fields.of("writeConcern", document);
        var concern = new WriteConcern(
                fields.any("w"),
                fields.flag("journal"),
                fields.integer("wtimeoutMS").map(Duration::ofMillis));
        fields.end();
        return concern;
    }

    public static ReadPreference preference(BsonDocument document) {
        Fields fields = Fields.of("readPreference", document);
        String word = fields.text("mode");
        List<TagSet> tags = fields.has("tagSets") ? fields.list("tagSets", Concerns::tags) : List.of();
        Optional<Duration> staleness = fields.integer("maxStalenessSeconds").map(Duration::ofSeconds);
        if (fields.has("hedge")) {
            throw new NotOfferedException("hedged reads of the server");
        }
        fields.end();
        if (word.equalsIgnoreCase("primary")) {
            return ReadPreference.primary();
        }
        ReadPreference.Mode mode = Arrays.stream(ReadPreference.Mode.values())
                .filter(each -> each.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new MalformedFileException("readPreference.mode", word + " is no mode"));
        return new ReadPreference.Members(mode, tags, staleness);
    }

    private static TagSet tags(String path, BsonValue value) {
        Map<String, String> tags = new LinkedHashMap<>();
        Fields.documentOf(path, value).forEach((name, tag) -> tags.put(name, Fields.textOf(path + "." + name, tag)));
        return new TagSet(tags);
    }
}
