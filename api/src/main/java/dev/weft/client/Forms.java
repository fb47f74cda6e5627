package dev.weft.client;

import dev.weft.ReadPreference;
import dev.weft.client.options.BulkDeleteOptions;
import dev.weft.client.options.BulkReplaceOneOptions;
import dev.weft.client.options.BulkUpdateManyOptions;
import dev.weft.client.options.BulkUpdateOneOptions;
import dev.weft.client.options.BulkWriteOptions;
import dev.weft.client.options.ClientBulkWriteOptions;
import dev.weft.client.options.CommandOptions;
import dev.weft.client.options.DeleteOptions;
import dev.weft.client.options.EstimatedCountOptions;
import dev.weft.client.options.FindOneAndDeleteOptions;
import dev.weft.client.options.FindOneAndReplaceOptions;
import dev.weft.client.options.FindOneAndUpdateOptions;
import dev.weft.client.options.InsertManyOptions;
import dev.weft.client.options.InsertOneOptions;
import dev.weft.client.options.ReplaceOneOptions;
import dev.weft.client.options.UpdateManyOptions;
import dev.weft.client.options.UpdateOneOptions;

/** The forms of the calls; what they hold becomes the options of one command. */
final class Forms {
    private Forms() {}

    static final class InsertOne extends Form<InsertOneOptions> implements InsertOneOptions {}

    static final class InsertMany extends Form<InsertManyOptions> implements InsertManyOptions {}

    static final class Delete extends Form<DeleteOptions> implements DeleteOptions {}

    static final class UpdateOne extends Form<UpdateOneOptions> implements UpdateOneOptions {}

    static final class UpdateMany extends Form<UpdateManyOptions> implements UpdateManyOptions {}

    static final class ReplaceOne extends Form<ReplaceOneOptions> implements ReplaceOneOptions {}

    static final class FindOneAndUpdate extends Form<FindOneAndUpdateOptions> implements FindOneAndUpdateOptions {}

    static final class FindOneAndReplace extends Form<FindOneAndReplaceOptions> implements FindOneAndReplaceOptions {}

    static final class FindOneAndDelete extends Form<FindOneAndDeleteOptions> implements FindOneAndDeleteOptions {}

    static final class EstimatedCount extends Form<EstimatedCountOptions> implements EstimatedCountOptions {}

    static final class Bulk extends Form<BulkWriteOptions> implements BulkWriteOptions {}

    static final class BulkUpdateOne extends Form<BulkUpdateOneOptions> implements BulkUpdateOneOptions {}

    static final class BulkUpdateMany extends Form<BulkUpdateManyOptions> implements BulkUpdateManyOptions {}

    static final class BulkReplaceOne extends Form<BulkReplaceOneOptions> implements BulkReplaceOneOptions {}

    static final class BulkDelete extends Form<BulkDeleteOptions> implements BulkDeleteOptions {}

    static final class ClientBulk extends Form<ClientBulkWriteOptions> implements ClientBulkWriteOptions {
        private boolean verbose;

        @Override
        public ClientBulkWriteOptions verboseResults(boolean yes) {
            verbose = yes;
            return this;
        }

        boolean verbose() {
            return verbose;
        }
    }

    static final class Command extends Form<CommandOptions> implements CommandOptions {
        private ReadPreference preference = ReadPreference.primary();

        @Override
        public CommandOptions readPreference(ReadPreference asked) {
            preference = asked;
            return this;
        }

        ReadPreference preference() {
            return preference;
        }
    }
}
