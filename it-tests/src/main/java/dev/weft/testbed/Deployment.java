package dev.weft.testbed;

import dev.weft.testbed.replica.ReplicaSet;
import dev.weft.testbed.replica.Seat;
import dev.weft.testbed.replica.SetView;
import dev.weft.testbed.strict.Violation;
import dev.weft.testbed.wire.Listener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A MongoDB deployment in this process, on free ports of the loopback address: a standalone, a replica set, or routers in front of
 * a shard.
 *
 * <p>It is a test double: what a driver sees of a deployment is its own, queries and updates are those of its storage. Members
 * share one storage, but for those that lag, which have a copy that comes after it. All methods may be called from any thread. {@link #close()}
 * ends every connection and every thread.
 */
public final class Deployment implements AutoCloseable {
    private final Shared shared;
    private final List<Member> members = new ArrayList<>();
    private final List<LaggingData> data = new ArrayList<>();
    private final Optional<ReplicaSet> set;

    private Deployment(Builder builder) {
        shared = new Shared(builder.profile, builder.platformThreads, builder.storage, builder.sharded);
        List<Seat> seats = new ArrayList<>();
        for (MemberOptions options : builder.members) {
            var member = new Member(this, members.size(), new Listener(builder.port, shared.threads()));
            members.add(member);
            seats.add(new Seat(member.id(), member.host(), options.traits(), true, false, false));
        }
        set = builder.setName.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReplicaSet(builder.setName, seats, builder.electionTime));
        set.ifPresent(of -> {
            members.forEach(member -> data.add(new LaggingData(shared.storage(), of, member.id(), data)));
            members.forEach(member -> member.data(data.get(member.id())));
            of.begin(shared.threads());
        });
        members.forEach(Member::start);
        Unclaimed.started(this);
    }

    /** A server that belongs to no set. */
    public static Builder standalone() {
        return new Builder("", 1, false);
    }

    /**
     * A replica set of plain members, the first of them primary.
     *
     * @param members from 1 to 7
     */
    public static Builder replicaSet(String name, int members) {
        if (name.isEmpty() || members < 1 || members > 7) {
            throw new IllegalArgumentException("a set has a name and one to seven members, not " + members);
        }
        return new Builder(name, members, false);
    }

    /**
     * So many routers in front of one shard, whose members no client can reach. Each has fail points, cursors, parameters and a
     * process of its own, and what happens to one is no concern of the others.
     *
     * @param routers from 1 to 50
     */
    public static Builder sharded(int routers) {
        if (routers < 1 || routers > 50) {
            throw new IllegalArgumentException("a sharded deployment has one to fifty routers, not " + routers);
        }
        return new Builder("", routers, true);
    }

    public ServerProfile profile() {
        return shared.profile();
    }

    /** A connection string that names all members that are not hidden, and the set if there is one. */
    public String uri() {
        if (set.isEmpty()) {
            return "mongodb://" + members.stream().map(Member::host).collect(Collectors.joining(",")) + "/";
        }
        SetView view = set.get().view();
        String hosts = view.seats().stream()
                .filter(seat -> !seat.traits().hidden() && !seat.removed())
                .map(Seat::host)
                .collect(Collectors.joining(","));
        return "mongodb://" + hosts + "/?replicaSet=" + view.name();
    }

    public List<Member> members() {
        return Collections.unmodifiableList(members);
    }

    public Member member(int id) {
        return members.get(id);
    }

    /** The member that takes writes, if there is one at this moment. */
    public Optional<Member> primary() {
        return members.stream().filter(Member::isPrimary).findFirst();
    }

    // What happens to the set.

    /** The primary steps down and stands for no election for so long; another member takes over if one can. */
    public void stepDown(Duration quiet) {
        replicaSet().stepDown(quiet);
    }

    /** Makes this member the primary, in a new term. */
    public void elect(Member member) {
        replicaSet().elect(member.id());
    }

    /** Takes a member out of the configuration: it no longer belongs to a set. */
    public void remove(Member member) {
        replicaSet().removed(member.id(), true);
    }

    /** Puts a member back that was removed. */
    public void add(Member member) {
        replicaSet().removed(member.id(), false);
    }

    public void reconfigure(Member member, MemberOptions options) {
        replicaSet().traits(member.id(), options.traits());
    }

    /** Has the configuration call a member by another name, which need not exist. */
    public void callHost(Member member, String host) {
        replicaSet().host(member.id(), host);
    }

    /** Gives the set another name. */
    public void rename(String name) {
        replicaSet().rename(name);
    }

    /** Makes a member neither primary nor secondary, or ends that. */
    public void recovering(Member member, boolean value) {
        replicaSet().recovering(member.id(), value);
    }

    /**
     * Lets a secondary apply writes so much later than the primary: what it reads, what it says in {@code lastWrite} and what
     * causal reads and write concerns wait for are all that late. {@link Duration#ZERO} and its election end that.
     *
     * @throws IllegalStateException if the storage is not the memory storage, whose past alone is known
     */
    public void lag(Member member, Duration behind) {
        ReplicaSet of = replicaSet();
        if (behind.isZero()) {
            of.catchUp(member.id());
        } else {
            data.get(member.id()).lag(behind);
        }
    }

    /** Lets all sessions expire, as if nobody had used them for half an hour. */
    public void expireSessions() {
        shared.sessions().expireAll();
    }

    /** What clients have sent that a driver must not send, and nobody has taken yet. */
    public List<Violation> violations() {
        return shared.violations().list();
    }

    /** The same, and takes them: a test that breaks a rule on purpose says so by this. */
    public List<Violation> takeViolations() {
        return shared.violations().take();
    }

    /** The violations that nobody has taken, of all deployments of this process. */
    public static List<Violation> takeAllViolations() {
        return Unclaimed.take();
    }

    @Override
    public void close() {
        members.forEach(Member::close);
        set.ifPresent(ReplicaSet::close);
        shared.close();
        Unclaimed.closed(this);
    }

    Optional<ReplicaSet> set() {
        return set;
    }

    Shared shared() {
        return shared;
    }

    private ReplicaSet replicaSet() {
        return set.orElseThrow(() -> new IllegalStateException("a standalone or a router belongs to no set"));
    }

    /** What to start. */
    public static final class Builder {
        private final String setName;
        private final List<MemberOptions> members;
        private final boolean sharded;
        private ServerProfile profile = ServerProfile.V8_2;
        private StorageKind storage = StorageKind.MEMORY;
        private Duration electionTime = Duration.ofMillis(20);
        private boolean platformThreads = true;
        private int port;

        private Builder(String setName, int members, boolean sharded) {
            this.setName = setName;
            this.sharded = sharded;
            this.members = new ArrayList<>(Collections.nCopies(members, MemberOptions.PLAIN));
        }

        /** The version to be; the newest by default. */
        public Builder profile(ServerProfile value) {
            profile = value;
            return this;
        }

        /** What holds the data; memory by default. */
        public Builder storage(StorageKind value) {
            storage = value;
            return this;
        }

        /** What the member at this place, counted from 0, is configured as. */
        public Builder member(int id, MemberOptions options) {
            members.set(id, options);
            return this;
        }

        /** How long a set is without a primary before it elects one. */
        public Builder electionTime(Duration value) {
            electionTime = value;
            return this;
        }

        /**
         * Serves on platform threads, which is the default: a test may keep all carriers of virtual threads busy, and classes that
         * are loaded on all carriers at once can wait for each other for ever (a virtual thread that loads a class keeps its
         * carrier, and the one whose turn it is at a lock of the JDK then finds none).
         */
        public Builder platformThreads() {
            platformThreads = true;
            return this;
        }

        /** Serves on virtual threads, for load: hundreds of connections cost less so. */
        public Builder virtualThreads() {
            platformThreads = false;
            return this;
        }

        /** The port of a standalone that comes back where another was; 0, the default, takes a free one. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        public Deployment start() {
            return new Deployment(this);
        }
    }
}
