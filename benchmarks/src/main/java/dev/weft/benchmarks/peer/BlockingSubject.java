package dev.weft.benchmarks.peer;

import dev.weft.benchmarks.rounds.Figures;
import dev.weft.benchmarks.rounds.Order;
import dev.weft.benchmarks.rounds.Round;

/** A driver whose calls block; callers share it. */
public interface BlockingSubject extends Subject {
    /** One call. */
    @FunctionalInterface
    interface Job {
        /** Makes the call and checks its answer. */
        void run() throws Exception;
    }

    /**
     * Prepares what can be prepared once, such as a document that is inserted many times.
     *
     * @return the call, which many threads make at once
     */
    Job job(Work work);

    /** A cursor that stays open on the server, one document read; what holds it. */
    Object openCursor(String collection);

    /** Opens so many connections. */
    void warmUp(int connections) throws Exception;

    @Override
    default Figures round(Order order) throws Exception {
        var job = job(Work.parse(order.call()));
        Round.Caller caller = () -> {
            job.run();
            return true;
        };
        return new Round(order).run(index -> caller);
    }
}
