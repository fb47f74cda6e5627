package dev.weft.client;

/** Something that handles are bound to: what is called through the bound handle belongs to it. Bindings add up. */
public interface Binding {
    /**
     * Binds a handle.
     *
     * @param <H> the handle's type
     * @param handle a handle of the same client
     * @return a copy whose calls belong to this
     * @throws IllegalArgumentException when the handle is another client's, or not one of Weft's
     */
    <H extends Handle<H>> H on(H handle);
}
