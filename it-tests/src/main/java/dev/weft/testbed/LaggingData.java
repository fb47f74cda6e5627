package dev.weft.testbed;

import dev.weft.testbed.replica.ReplicaSet;
import dev.weft.testbed.storage.MemberData;
import dev.weft.testbed.storage.Storage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of a member of a set: those of the deployment, and while the member lags, a copy that comes after them. It never
 * shows less than what {@link ReplicaSet#applied} says that the member has applied.
 */
final class LaggingData implements MemberData {
    private final Storage shared;
    private final ReplicaSet set;
    private final int id;
    private final List<LaggingData> all;
    private volatile @Nullable Storage copy;

    /**
     * @param all the data of all members by id, this one's among them once it is added
     */
    LaggingData(Storage shared, ReplicaSet set, int id, List<LaggingData> all) {
        this.shared = shared;
        this.set = set;
        this.id = id;
        this.all = all;
        set.onCaughtUp(id, this::end);
    }

    /** Follows from now on, so far behind. */
    void lag(Duration behind) {
        Storage following = shared.follow(() -> set.appliedUntilNanos(id));
        if (!set.lag(id, behind, () -> begin(following))) {
            following.close();
            throw new IllegalArgumentException("member " + id + " is primary, and a primary has applied all writes");
        }
    }

    /** Called under the set's lock, as {@link #end} is. */
    private void begin(Storage following) {
        if (copy == null) {
            copy = following;
        } else {
            following.close();
        }
    }

    private void end() {
        Storage ended = copy;
        copy = null;
        if (ended != null) {
            ended.close();
        }
    }

    @Override
    public Storage local() {
        Storage behind = copy;
        return behind == null ? shared : behind;
    }

    @Override
    public Storage majority() {
        return all.get(set.slowerThanMajority(id)).local();
    }
}
