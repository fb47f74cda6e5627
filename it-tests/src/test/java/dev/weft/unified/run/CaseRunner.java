package dev.weft.unified.run;

import dev.weft.client.MongoClient;
import dev.weft.error.CommandFailedException;
import dev.weft.unified.entity.ClientUri;
import dev.weft.unified.entity.Entities;
import dev.weft.unified.entity.Entity;
import dev.weft.unified.entity.EntityMaker;
import dev.weft.unified.entity.NotOfferedException;
import dev.weft.unified.event.EventMatcher;
import dev.weft.unified.file.TestCase;
import dev.weft.unified.file.TestFile;
import dev.weft.unified.match.Matcher;
import dev.weft.unified.operation.Executor;
import dev.weft.unified.operation.Preview;
import dev.weft.unified.operation.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/** Runs cases against one deployment ("Executing a Test"). One case at a time. */
final class CaseRunner implements AutoCloseable {
    /** SERVER-38335 and SERVER-54216, which the specification allows to ignore, and a server that has no sessions. */
    private static final Set<Integer> IGNORED = Set.of(11601, 13, 59);

    private final String uri;
    private final List<MongoClient> routers;
    private final MongoClient internal;
    private final DeploymentFacts facts;
    private final CollectionState collections;
    /** The file of the last case. */
    private @Nullable TestFile current;

    private CaseRunner(String uri, DeploymentFacts facts, List<MongoClient> routers) {
        this.uri = uri;
        this.facts = facts;
        this.routers = List.copyOf(routers);
        // Of several routers always the same one: another may not have heard yet of a collection that was made anew.
        internal = routers.getFirst();
        collections = new CollectionState(internal);
    }

    /** Connects to a deployment, through each of its routers if it has some, and asks it what it is. */
    static CaseRunner connect(String uri) {
        List<MongoClient> clients = new ArrayList<>();
        try {
            clients.add(MongoClient.connect(uri));
            DeploymentFacts facts = DeploymentFacts.ask(clients.getFirst(), uri);
            List<String> hosts = facts.isSharded() ? ClientUri.ofEachHost(uri) : List.of();
            if (hosts.size() > 1) {
                clients.removeFirst().close();
                hosts.forEach(host -> clients.add(MongoClient.connect(host)));
            }
            var runner = new CaseRunner(uri, facts, clients);
            runner.killAllSessions();
            return runner;
        } catch (RuntimeException unusable) {
            clients.forEach(MongoClient::close);
            throw unusable;
        }
    }

    DeploymentFacts facts() {
        return facts;
    }

    /** The loop: may it run, what is there before, what is done, what must be true then, what must be cleaned up. */
    Verdict run(TestFile file, TestCase testCase) {
        var requirements = new Requirements(facts);
        Optional<String> unmet =
                requirements.unmet(file.requirements()).or(() -> requirements.unmet(testCase.requirements()));
        if (testCase.skipReason().isPresent()) {
            return new Verdict.NotRun("skipped by the specification");
        }
        if (unmet.isPresent()) {
            return new Verdict.NotRun(unmet.get());
        }
        var failPoints = new FailPoints();
        var entities = new Entities();
        try {
            Preview.of(file, testCase);
            begin(file);
            file.initialData().forEach(collections::prepare);
            Scene scene = scene(entities, failPoints, usesFailPoints(testCase));
            scene.maker().make(file.entities());
            var executor = new Executor(scene);
            testCase.operations().forEach(executor::execute);
            entities.all(Entity.Client.class).forEach(client -> client.events().stop());
            failPoints.off();
            // Closed clients have told all their events, and those of the closing came too late to count.
            entities.close();
            testCase.events()
                    .forEach(expected -> scene.events()
                            .sequence(
                                    expected, entities.client(expected.client()).events()));
            testCase.outcome().forEach(collections::check);
            return new Verdict.Passed();
        } catch (NotOfferedException missing) {
            cleanUp(failPoints, entities);
            return new Verdict.NotOffered(missing.getMessage());
        } catch (RuntimeException | AssertionError failure) {
            cleanUp(failPoints, entities);
            return new Verdict.Failed(Reasons.stable(failure), failure);
        }
    }

    /** What other files have left in collections of which this one does not say what they hold is nothing it knows of. */
    @SuppressWarnings("ReferenceEquality") // Which file it is, not what it says.
    private void begin(TestFile file) {
        if (current != file) {
            current = file;
            collections.forget(file);
        }
    }

    @Override
    public void close() {
        routers.forEach(MongoClient::close);
    }

    private Scene scene(Entities entities, FailPoints failPoints, boolean quickHeartbeats) {
        var matcher = new Matcher(entities);
        var clients = new ClientUri(uri, quickHeartbeats, facts.isSharded());
        return new Scene(
                entities,
                new EntityMaker(entities, clients),
                matcher,
                new EventMatcher(matcher),
                internal,
                failPoints::remember);
    }

    private static boolean usesFailPoints(TestCase testCase) {
        return testCase.operations().stream().anyMatch(each -> each.name().equals("failPoint"));
    }

    /** Whatever failed, the next case must find the deployment as if this one had not been. */
    private void cleanUp(FailPoints failPoints, Entities entities) {
        try {
            failPoints.off();
        } finally {
            entities.close();
            killAllSessions();
        }
    }

    /** "On either the primary or, if connected to a sharded cluster, each mongos server." */
    private void killAllSessions() {
        routers.forEach(CaseRunner::killAllSessions);
    }

    private static void killAllSessions(MongoClient client) {
        try {
            client.database("admin").runCommand(new BsonDocument("killAllSessions", new BsonArray()));
        } catch (CommandFailedException failed) {
            if (!IGNORED.contains(failed.code())) {
                throw failed;
            }
        }
    }
}
