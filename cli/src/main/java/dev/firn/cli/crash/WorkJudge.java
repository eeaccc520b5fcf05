package dev.firn.cli.crash;

import dev.firn.cli.crash.Expected.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Says what is wrong with a store after a crash: every acknowledged transaction must be in it, each transaction whole
/// or not at all, and nothing else.
final class WorkJudge {
    private static final int MOST_NAMED = 5;

    private final Script script;
    private final List<String> wrong = new ArrayList<>();

    private WorkJudge(Script script) {
        this.script = script;
    }

    /// What is wrong; nothing, when all is well.
    ///
    /// @param atLeast acknowledged transactions of each thread
    /// @param atMost transactions that each thread may have begun
    static List<String> judge(WorkStore store, Script script, long[] atLeast, long[] atMost) {
        var judge = new WorkJudge(script);
        long[] done = store.done(atLeast.length);
        for (int thread = 0; thread < done.length; thread++) {
            judge.progress(thread, done[thread], atLeast[thread], atMost[thread]);
        }
        if (judge.wrong.isEmpty()) judge.contents(store, Expected.after(script, done), done);
        return judge.wrong;
    }

    private void progress(int thread, long done, long atLeast, long atMost) {
        if (done < atLeast) {
            say("thread %d: transaction %d was acknowledged, the last one in the store is %d", thread, atLeast, done);
        } else if (done > atMost) {
            say("thread %d: transaction %d is in the store, no more than %d had begun", thread, done, atMost);
        }
    }

    private void contents(WorkStore store, Expected expected, long[] done) {
        Map<String, Value> missing = new HashMap<>(expected.values());
        store.forEach((key, found) -> {
            Value value = missing.remove(key);
            if (value == null) say("key %s is there, after %s it must not be", key, Arrays.toString(done));
            else if (!Arrays.equals(found, script.value(key, value.number(), value.bytes()))) {
                say("key %s does not hold what transaction %d put there", key, value.number());
            }
        });
        missing.forEach((key, value) -> say("key %s of transaction %d is missing", key, value.number()));
        if (store.total() != expected.shared()) {
            say("the shared total is %d, must be %d", store.total(), expected.shared());
        }
    }

    private void say(String format, Object... values) {
        if (wrong.size() < MOST_NAMED) wrong.add(format.formatted(values));
    }
}
