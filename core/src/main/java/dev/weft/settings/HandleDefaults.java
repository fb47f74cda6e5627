package dev.weft.settings;

import dev.weft.ReadConcern;
import dev.weft.ReadPreference;
import dev.weft.WriteConcern;
import java.time.Duration;
import org.bson.codecs.configuration.CodecRegistry;

/**
 * The part of a form that says what calls use unless told otherwise.
 *
 * @param <O> the form
 */
public interface HandleDefaults<O> {
    /**
     * Sets who is read from.
     *
     * @param preference the preference; the primary unless set
     * @return this form
     */
    O readPreference(ReadPreference preference);

    /**
     * Sets how durable what is read must be.
     *
     * @param concern the concern; the server's default unless set
     * @return this form
     */
    O readConcern(ReadConcern concern);

    /**
     * Sets how widely a write must be known.
     *
     * @param concern the concern; the server's default unless set
     * @return this form
     */
    O writeConcern(WriteConcern concern);

    /**
     * Sets how long each call may take, its retries included.
     *
     * @param perCall not negative; zero: without limit
     * @return this form
     */
    O timeout(Duration perCall);

    /**
     * Sets what turns documents into objects and back.
     *
     * @param registry the codecs; for records that it has no codec for, Weft has
     * @return this form
     */
    O codecs(CodecRegistry registry);
}
