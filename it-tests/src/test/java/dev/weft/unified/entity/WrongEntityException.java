package dev.weft.unified.entity;

/** There is no entity of this name, it is of another kind, or the name is taken ("Entity Map"). */
@SuppressWarnings("serial")
public final class WrongEntityException extends RuntimeException {
    WrongEntityException(String problem) {
        super(problem);
    }
}
