package dev.weft.unified.entity;

/**
 * The case needs something that this driver does not have yet. That is neither success nor failure, and no {@code expectError} can
 * expect it. The reason is stable: it names the missing part and nothing of this run.
 */
@SuppressWarnings("serial")
public final class NotOfferedException extends RuntimeException {
    public NotOfferedException(String missing) {
        super(missing);
    }
}
