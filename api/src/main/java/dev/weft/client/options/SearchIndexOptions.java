package dev.weft.client.options;

/**
 * What a search index is called, and of which kind it is (server manual, "createSearchIndexes").
 */
public interface SearchIndexOptions {
    /**
     * Sets its name.
     *
     * @param name {@code default} unless set
     * @return this form
     */
    SearchIndexOptions name(String name);

    /**
     * Sets its kind.
     *
     * @param type {@code search} unless set, or {@code vectorSearch}
     * @return this form
     */
    SearchIndexOptions type(String type);
}
