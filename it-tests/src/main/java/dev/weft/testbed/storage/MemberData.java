package dev.weft.testbed.storage;

/** The data as one member of a deployment has it. */
public interface MemberData {
    /** What the member has applied (server manual, "Read Concern \"local\""). */
    Storage local();

    /** What a majority of the set has applied, as far as this member has (server manual, "Read Concern \"majority\""). */
    Storage majority();

    /** The data of a member that is alone. */
    static MemberData of(Storage storage) {
        return new MemberData() {
            @Override
            public Storage local() {
                return storage;
            }

            @Override
            public Storage majority() {
                return storage;
            }
        };
    }
}
