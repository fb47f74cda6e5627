package dev.weft.core.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ServerAddress;
import dev.weft.topology.ServerDescription;
import dev.weft.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever servers say and however they fail, in whatever order, the topology stays one that the discovery specification allows. */
class TopologyRulesPropertyTest {
    private static final int ELECTIONS_FIRST = 25;
    private static final int CONFIGURATIONS_FIRST = 13;

    /**
     * How a client begins.
     *
     * @param seeds how many of the five servers it is told of
     * @param direct whether it is to talk to that one only
     * @param named whether it is told the name of the set
     */
    record Start(int seeds, boolean direct, boolean named) {
        Topology topology() {
            return TopologyRules.initial(
                    Word.ADDRESSES.subList(0, seeds), direct, named ? Optional.of("rs") : Optional.empty());
        }
    }

    @Provide
    Arbitrary<Start> starts() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.of(true, false))
                .as((seeds, direct, named) -> direct == 0 ? new Start(1, true, named) : new Start(seeds, false, named));
    }

    @Provide
    Arbitrary<List<Word>> words() {
        return Word.any().list().ofMinSize(1).ofMaxSize(40);
    }

    /** Plays words and checks every step. */
    private static final class Play {
        private final TopologyRules rules;
        private final int wireVersion;
        private final Set<ServerAddress> everNamed;
        private Topology topology;

        Play(Start start, int wireVersion) {
            this.rules = TopologyRules.forSeeds(start.seeds());
            this.wireVersion = wireVersion;
            this.topology = start.topology();
            this.everNamed = new HashSet<>(topology.servers().keySet());
        }

        /** A word is the newest of a new connection: nothing but the topology decides whether it is stale. */
        void hear(Word word) {
            var before = topology;
            topology = after(word);
            if (word.kind().isMember() && before.server(word.address()).isPresent()) {
                word.members().forEach(member -> everNamed.add(Word.ADDRESSES.get(member)));
            }
            TopologyInvariants.check(topology);
            TopologyInvariants.checkStep(before, topology, word.address(), everNamed);
            TopologyInvariants.checkElections(before, topology, wireVersion == ELECTIONS_FIRST);
            if (before.server(word.address()).isEmpty()) {
                assertSame(before, topology, "a server that is no part of it has said something");
            }
        }

        Topology after(Word word) {
            return description(word).map(heard -> rules.apply(topology, heard)).orElse(topology);
        }

        private Optional<ServerDescription> description(Word word) {
            return word.kind().isFailure()
                    ? judge(word, 3).heard()
                    : Optional.of(TopologyRules.describe(
                            word.address(), word.hello(wireVersion), RttAverage.NONE.add(1_000_000), Instant.EPOCH));
        }

        FailureRules.Verdict judge(Word word, int generation) {
            return FailureRules.judge(
                    topology,
                    word.address(),
                    new FailureRules.Origin(3, generation, true),
                    word.failure(),
                    Instant.EPOCH);
        }
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void noSequenceOfWordsLeadsWhereTheSpecificationForbidsToBe(
            @ForAll("starts") Start start, @ForAll("words") List<Word> words) {
        var play = new Play(start, ELECTIONS_FIRST);
        TopologyInvariants.check(play.topology);
        words.forEach(play::hear);
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void norDoesOneOfServersThatCompareConfigurationsFirst(
            @ForAll("starts") Start start, @ForAll("words") List<Word> words) {
        var play = new Play(start, CONFIGURATIONS_FIRST);
        words.forEach(play::hear);
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void aStaleAnswerChangesNothingWhereverItComes(
            @ForAll("starts") Start start, @ForAll("words") List<Word> words, @ForAll("words") List<Word> late) {
        var play = new Play(start, ELECTIONS_FIRST);
        var next = 0;
        for (var word : words) {
            play.hear(word);
            for (var server : play.topology.servers().values()) {
                if (server.topologyVersion().isEmpty()) {
                    continue;
                }
                var known = Word.number(server.topologyVersion().get());
                var stale = late.get(next++ % late.size()).by(server.address());
                assertStale(play, stale, known);
            }
        }
    }

    private static void assertStale(Play play, Word stale, int known) {
        if (stale.kind().isFailure()) {
            // A failure says no more than what was known when it happened, so one of equal age is stale too.
            if (stale.kind() == Word.Kind.NO_LONGER_PRIMARY) {
                assertFalse(play.judge(stale.withVersion(known), 3).matters());
            }
            assertFalse(play.judge(stale, 2).matters(), "of a connection that was given up already");
        } else if (known % 10 > 0) {
            assertSame(play.topology, play.after(stale.withVersion(known - 1)));
        }
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void allWordsMayComeAgainAndLateWithoutAnyDifferenceInTheEnd(
            @ForAll("starts") Start start, @ForAll("words") List<Word> words, @ForAll("words") List<Word> order) {
        var once = new Play(start, ELECTIONS_FIRST);
        var again = new Play(start, ELECTIONS_FIRST);
        var said = new ArrayList<Word>();
        for (var i = 0; i < words.size(); i++) {
            // Each process counts to nine, as servers count; the sequences are the same but for what comes late.
            var word = words.get(i).kind().isFailure()
                    ? words.get(i)
                    : words.get(i).withVersion(i);
            once.hear(word);
            again.hear(word);
            said.add(word);
            var copy = said.get(order.get(i % order.size()).from() % said.size());
            if (isOvertaken(again.topology, copy)) {
                again.hear(copy);
            }
            // Failures are compared by what they say.
            assertEquals(once.topology.toString(), again.topology.toString());
            assertTrue(once.topology.saysTheSame(again.topology));
        }
    }

    /** Whether the server is gone, or the same process of it has said something newer that is still believed. */
    private static boolean isOvertaken(Topology topology, Word word) {
        if (word.kind().isFailure()) {
            return false;
        }
        var known = topology.server(word.address());
        return known.isEmpty()
                || known.get()
                        .topologyVersion()
                        .flatMap(newest -> word.topologyVersion().map(newest::isNewerThan))
                        .orElse(false);
    }
}
