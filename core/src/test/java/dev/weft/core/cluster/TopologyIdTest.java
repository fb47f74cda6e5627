package dev.weft.core.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

class TopologyIdTest {
    @Test
    void allWhoAskAtOnceAreToldTheSameId() throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 200; round++) {
                var id = new TopologyId();
                var told = new HashSet<ObjectId>();
                for (var answer :
                        Stream.generate(() -> threads.submit(id::get)).limit(8).toList()) {
                    told.add(answer.get());
                }
                assertEquals(1, told.size());
                assertEquals(told, Set.of(id.get()));
            }
        }
    }

    @Test
    void twoClientsHaveTwoIds() {
        assertNotEquals(new TopologyId().get(), new TopologyId().get());
    }
}
