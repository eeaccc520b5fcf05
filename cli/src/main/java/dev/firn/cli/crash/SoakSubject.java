package dev.firn.cli.crash;

import dev.firn.faultinjection.kill.Heard;
import dev.firn.faultinjection.kill.KillMoment;
import dev.firn.faultinjection.kill.KillSubject;
import dev.firn.faultinjection.kill.QuickJvm;
import dev.firn.heap.Store;
import dev.firn.heap.StoreMetrics;
import dev.firn.heap.check.CheckListener;
import dev.firn.heap.check.CheckOptions;
import dev.firn.heap.check.StoreCheck;
import dev.firn.pmem.FirnException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One store for a whole soak. After each kill it is checked, opened, and compared with what was acknowledged.
final class SoakSubject implements KillSubject {
    private static final int MOST_FINDINGS = 5;

    private final QuickJvm jvm;
    private final Path file;
    private final String backend;
    private final long bytes;
    private final SoakScript script;
    private final Map<Integer, Long> model;
    private final List<String> wrong = new ArrayList<>();
    private long acknowledged;
    private Use lastUse = Use.NONE;
    private Use use = Use.NONE;
    private int kills;

    /// What processes say of what they used.
    ///
    /// @param movedBytes of copies
    /// @param refused transactions, because the store was full
    record Use(long segmentsOpened, long movedBytes, long checkpointBytes, long refused) {
        static final Use NONE = new Use(0, 0, 0, 0);

        private static final String WORD = "use ";

        static Use of(StoreMetrics.LogUse log, long refused) {
            return new Use(log.segmentOpenings(), log.movedBytes(), log.checkpointBytes(), refused);
        }

        /// As it is said, without a line break.
        String line() {
            return WORD + "%d %d %d %d".formatted(segmentsOpened, movedBytes, checkpointBytes, refused);
        }

        /// Empty when the line says something else.
        static Optional<Use> parse(String line) {
            if (!line.startsWith(WORD)) return Optional.empty();
            String[] word = line.substring(WORD.length()).split(" ");
            return Optional.of(
                    new Use(
                            Long.parseLong(word[0]),
                            Long.parseLong(word[1]),
                            Long.parseLong(word[2]),
                            Long.parseLong(word[3])));
        }

        Use plus(Use other) {
            return new Use(
                    segmentsOpened + other.segmentsOpened,
                    movedBytes + other.movedBytes,
                    checkpointBytes + other.checkpointBytes,
                    refused + other.refused);
        }
    }

    /// Makes the store and fills it; an interrupt ends that early.
    ///
    /// @param percent of the file that values may have, if the store takes as much
    SoakSubject(QuickJvm jvm, Path file, String backend, long bytes, long seed, int percent) {
        this.jvm = jvm;
        this.file = file;
        this.backend = backend;
        this.bytes = bytes;
        try (var store = Store.create(file, SoakScript.options(backend, bytes))) {
            this.script = SoakScript.fill(store, seed, percent / 100.0 * bytes);
        }
        this.model = new HashMap<>(script.first());
    }

    /// Of all processes, but for the last moments of each.
    Use use() {
        return use;
    }

    int keys() {
        return script.keys();
    }

    @Override
    public List<String> command(KillMoment moment) {
        kills++;
        long most =
                switch (moment) {
                    case KillMoment.Closing(int count, _) -> count;
                    case KillMoment.Opening _, KillMoment.Working _ -> Integer.MAX_VALUE;
                };
        return jvm.command(
                SoakWorker.class.getName(),
                List.of(
                        backend,
                        file.toString(),
                        Long.toString(bytes),
                        Long.toString(script.seed()),
                        Integer.toString(script.keys()),
                        Long.toString(most)));
    }

    @Override
    public Heard heard(String line) {
        lastUse = Use.parse(line).orElse(lastUse);
        KillMessage message = KillMessage.parse(line);
        switch (message) {
            case KillMessage.Opened(long[] done) -> {
                if (done[0] != acknowledged) say("opened with %d, not %d".formatted(done[0], acknowledged));
            }
            case KillMessage.Done(int _, long number) -> {
                script.apply(model, number);
                acknowledged = number;
            }
            case KillMessage.Wrong(String what) -> say(what);
            case KillMessage.NoRoom(String what) -> throw NoRoom.failure(what);
            case KillMessage.Opening _, KillMessage.Closing _, KillMessage.Closed _, KillMessage.Other _ -> {}
        }
        return message.heard();
    }

    @Override
    public List<String> judge() {
        use = use.plus(lastUse);
        lastUse = Use.NONE;
        try {
            check();
            compare();
        } catch (FirnException | IllegalStateException | IndexOutOfBoundsException e) {
            say("it does not open: " + e);
        }
        return List.copyOf(wrong);
    }

    private void check() {
        var report = StoreCheck.run(file, CheckOptions.defaults(), CheckListener.NONE);
        if (report.isClean()) return;
        report.findings().stream().limit(MOST_FINDINGS).forEach(finding -> say("check: " + finding));
    }

    private void compare() {
        try (var store = Store.open(file, SoakScript.options(backend, bytes))) {
            var all = SoakScript.Collections.of(store);
            long number = all.number();
            if (number < acknowledged) say("%d is the last, but %d was acknowledged".formatted(number, acknowledged));
            if (number > acknowledged) script.apply(model, number);
            acknowledged = number;
            all.values().forEach(this::compare);
            if (all.values().size() != model.size()) {
                say("%d keys are there, not %d".formatted(all.values().size(), model.size()));
            }
            store.space(); // adds up, or throws
            if (store.region().size() > bytes) say("the file has %d bytes".formatted(store.region().size()));
        }
    }

    private void compare(int key, byte[] value) {
        var number = model.get(key);
        if (number == null) say("key %d came back".formatted(key));
        else if (!Arrays.equals(value, script.value(key, number, script.bytes(key)))) {
            say("key %d has not the value of %d".formatted(key, number));
        }
    }

    private void say(String what) {
        if (wrong.size() < 20) wrong.add("%s after kill %d (seed %d): %s".formatted(file, kills, script.seed(), what));
    }
}
