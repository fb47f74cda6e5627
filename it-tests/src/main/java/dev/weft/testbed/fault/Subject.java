package dev.weft.testbed.fault;

import java.util.List;
import java.util.Optional;

/**
 * A command as a fail point sees it.
 *
 * @param names its name and its aliases
 * @param namespace database and collection
 * @param appName what the client calls itself
 */
public record Subject(List<String> names, String namespace, Optional<String> appName) {}
