package dev.firn.faultinjection.schedule;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.schedule.history.History;
import dev.firn.faultinjection.schedule.history.Operation;
import dev.firn.pmem.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/// One run of a scenario's threads: the region they use, and the record of what they did.
///
/// Safe for use by the threads of the schedule.
public final class Run {
    private final SimulatedRegion medium;
    private final Turns turns;
    private final ScheduledRegion region;
    private final List<Operation> operations = new ArrayList<>();
    private final int[] calls = new int[Worker.MOST];
    private Task afterwards = () -> {};
    private int moment;

    Run(SimulatedRegion medium, Turns turns) {
        this.medium = medium;
        this.turns = turns;
        this.region = new ScheduledRegion(medium, turns);
    }

    /// The region that the code under test is to use. Each call of it by a thread of the schedule waits for its turn;
    /// calls made while the threads do not run yet pass.
    public Region region() {
        return region;
    }

    /// An operation of the code under test: what it was asked, and what it answered, becomes a part of the history.
    ///
    /// @param input what is asked, for messages and specifications; compared by `equals`
    /// @return what `body` returned, which may be null
    /// @throws Exception what `body` throws; the operation then stays without an answer
    public <O> O call(Object input, Callable<O> body) throws Exception {
        return call(input, body, false);
    }

    /// A call after which everything answered before it began is durable, where the code under test acknowledges
    /// before that.
    public void persist(Task body) throws Exception {
        call(
                "persist",
                () -> {
                    body.run();
                    return null;
                },
                true);
    }

    /// A place where the calling thread may lose its turn, between two calls of the region.
    ///
    /// @param number shown in messages
    public void pause(long number) {
        turns.pause(Point.PAUSE, number);
    }

    /// The number of the calling thread, or -1 outside of the schedule's threads.
    public int thread() {
        return turns.index();
    }

    /// What is done when all threads have ended, by the thread that explores: closing, for instance.
    public void afterwards(Task task) {
        afterwards = Objects.requireNonNull(task, "task");
    }

    void finish() throws Exception {
        afterwards.run();
    }

    synchronized History history() {
        return new History(operations);
    }

    private <O> O call(Object input, Callable<O> body, boolean persists) throws Exception {
        turns.pause(Point.INVOKE, 0);
        int at = begin(input, persists);
        O output = body.call();
        turns.pause(Point.RESPOND, 0);
        answer(at, output);
        return output;
    }

    private synchronized int begin(Object input, boolean persists) {
        int thread = Math.max(0, turns.index());
        long id = (long) thread << 32 | calls[thread]++;
        operations.add(Operation.begun(id, thread, input, moment++, persists));
        medium.started(id);
        return operations.size() - 1;
    }

    private synchronized void answer(int at, Object output) {
        var operation = operations.get(at).answered(output, moment++);
        operations.set(at, operation);
        medium.acknowledged(operation.id());
    }
}
