package dev.firn.faultinjection.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Starts processes, kills them, and has judged what they leave.
public final class KillCampaign {
    private KillCampaign() {}

    /// Runs to the last kill, to the end of its time, or to the first broken promise. An interrupt of the calling
    /// thread ends it soon; the report then says so.
    ///
    /// @param subjects makes the subject of each lane, counted from 0; it is closed at the end
    /// @param errors a file for what the processes say on their standard error
    /// @throws IOException when a process cannot be started, or a subject cannot look at what it left
    public static KillReport run(
            IntFunction<? extends KillSubject> subjects, KillOptions options, KillListener listener, Path errors)
            throws IOException {
        var tally = new KillTally(options, listener);
        var random = new Random(options.seed());
        var lanes = new ArrayList<KillLane>();
        for (int lane = 0; lane < options.lanes(); lane++) {
            var plan = new KillPlan(new Random(random.nextLong()), options.mostAcknowledgements());
            lanes.add(new KillLane(subjects.apply(lane), plan, options, tally, errors));
        }
        runAll(lanes);
        return tally.report();
    }

    private static void runAll(List<KillLane> lanes) throws IOException {
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("kill-lane-", 0).factory())) {
            List<Future<Void>> running = lanes.stream().map(lane -> threads.submit(() -> run(lane))).toList();
            try {
                for (Future<Void> lane : running) lane.get();
            } catch (InterruptedException e) {
                lanes.forEach(KillLane::cancel);
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                lanes.forEach(KillLane::cancel);
                throw failure(e.getCause());
            }
        }
    }

    private static Void run(KillLane lane) throws IOException {
        lane.run();
        return null;
    }

    private static IOException failure(Throwable cause) {
        return switch (cause) {
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> new IOException(cause);
        };
    }
}
