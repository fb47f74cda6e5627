package dev.weft.testbed.command;

import dev.weft.testbed.wire.CommandFailure;

/** Search indexes, which only Atlas has (index management specification, "Search Indexes"). */
final class SearchIndexes {
    private SearchIndexes() {}

    /** What a server that is not Atlas answers, to the commands and to {@code $listSearchIndexes} alike. */
    static CommandFailure notEnabled(Exchange x) {
        return new CommandFailure(
                x.node().atLeast(7, 0) ? 31082 : 115,
                "Using Atlas Search Database Commands and the $listSearchIndexes aggregation stage requires additional"
                        + " configuration. Please connect to Atlas or an AtlasCLI local deployment to enable. For more"
                        + " information on how to connect, see"
                        + " https://dochub.mongodb.org/core/atlas-cli-deploy-local-reqs.");
    }
}
