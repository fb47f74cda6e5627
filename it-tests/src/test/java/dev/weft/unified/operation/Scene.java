package dev.weft.unified.operation;

import dev.weft.ServerAddress;
import dev.weft.client.MongoClient;
import dev.weft.unified.entity.Entities;
import dev.weft.unified.entity.EntityMaker;
import dev.weft.unified.event.EventMatcher;
import dev.weft.unified.match.Matcher;
import java.util.function.BiConsumer;

/**
 * What operations can reach beside their object.
 *
 * @param entities the case's entities
 * @param maker what makes more of them
 * @param matcher what compares values
 * @param events what compares events
 * @param internal the runner's own client
 * @param failPoints is told of every fail point that was set, and where
 */
public record Scene(
        Entities entities,
        EntityMaker maker,
        Matcher matcher,
        EventMatcher events,
        MongoClient internal,
        BiConsumer<ServerAddress, String> failPoints) {}
