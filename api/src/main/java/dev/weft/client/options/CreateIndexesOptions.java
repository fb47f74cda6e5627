package dev.weft.client.options;

/**
 * The form of {@code createIndexes}.
 */
public interface CreateIndexesOptions extends CallOptions<CreateIndexesOptions> {
    /**
     * Sets how many members must have built the indexes before they are ready. Since MongoDB 4.4.
     *
     * @param members a number, {@code votingMembers}, {@code majority} or a tag of the set's settings; {@code votingMembers} unless set
     * @return this form
     */
    CreateIndexesOptions commitQuorum(Object members);
}
