package dev.firn.cli.crash;

import java.util.HashMap;
import java.util.Map;

/// What a store holds when so many transactions of each thread are in it.
final class Expected {
    private final Script script;
    private final Map<String, Value> values = new HashMap<>();
    private long shared;

    /// A value by the transaction that put it.
    record Value(long number, int bytes) {}

    private Expected(Script script) {
        this.script = script;
    }

    /// @param done how many transactions of each thread
    static Expected after(Script script, long[] done) {
        var expected = new Expected(script);
        for (int thread = 0; thread < done.length; thread++) {
            for (long number = 1; number <= done[thread]; number++) expected.apply(thread, number);
        }
        return expected;
    }

    private void apply(int thread, long number) {
        for (Script.Step step : script.transaction(thread, number)) {
            switch (step) {
                case Script.Step.Put(String key, int bytes) -> values.put(key, new Value(number, bytes));
                case Script.Step.Remove(String key) -> values.remove(key);
            }
        }
        if (Script.isShared(number)) shared++;
    }

    Map<String, Value> values() {
        return values;
    }

    /// The total that all threads count in.
    long shared() {
        return shared;
    }
}
