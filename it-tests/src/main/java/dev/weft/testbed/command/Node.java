package dev.weft.testbed.command;

import dev.weft.testbed.fault.FailPoints;
import dev.weft.testbed.replica.Standing;
import dev.weft.testbed.session.Sessions;
import dev.weft.testbed.storage.MemberData;
import dev.weft.testbed.strict.Version;
import dev.weft.testbed.strict.Violations;
import org.bson.BsonDocument;
import org.bson.BsonDouble;

/**
 * One run of one member: what its commands work with.
 *
 * @param build what it is
 * @param standing what it is in its set
 * @param data what it has of the data
 * @param sessions shared by the members of a set
 */
public record Node(
        Build build,
        Standing standing,
        MemberData data,
        Sessions sessions,
        FailPoints failPoints,
        Violations violations,
        Parameters parameters,
        Operations operations,
        Cursors cursors,
        DataWrites writes,
        Shutdown shutdown) {
    /**
     * A version as {@code buildInfo} and hello tell it.
     *
     * @param text such as 8.0.4
     */
    public record Build(String text, int wireVersion) {
        public Version version() {
            return Version.of(text);
        }
    }

    public boolean atLeast(int major, int minor) {
        return build.version().atLeast(major, minor);
    }

    static BsonDocument ok() {
        return new BsonDocument("ok", new BsonDouble(1));
    }
}
