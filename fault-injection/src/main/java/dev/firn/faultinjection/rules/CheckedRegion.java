package dev.firn.faultinjection.rules;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.faultinjection.rules.Ranges.State;
import dev.firn.pmem.Region;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Supplier;

/// Looks whether a region is used by the rules of [Region]: a pmemcheck inside the JVM, for any back-end.
///
/// It knows of every byte whether it was stored, whether its write-back has begun and whether its thread has drained
/// since, and notes what breaks a [Rule], with the stack of the call that does and of the store it is about. Nothing
/// else changes: it throws nothing of its own, and calls go on to the region below, failing ones too.
///
/// The program under test says where it promises durability ([#acknowledge]), and may say where its batches begin and
/// end. Safe for use by several threads; nobody waits for another's drain.
public final class CheckedRegion extends DelegatingRegion {
    /// When to look at the stack of a call.
    public enum Sites {
        /// At each store: one to four microseconds each, by the depth of the stack, and findings name both places.
        ALWAYS,

        /// Only at a call that breaks a rule: a tenth of a microsecond, and the store is named by its place in the
        /// region.
        OF_FINDINGS
    }

    private final RuleMachine machine = new RuleMachine();
    private final Sites sites;
    private boolean closed;

    public CheckedRegion(Region region) {
        this(region, Sites.ALWAYS);
    }

    public CheckedRegion(Region region, Sites sites) {
        super(region);
        this.sites = sites;
    }

    /// Which rules were broken so far, in order.
    public List<Finding> findings() {
        synchronized (machine) {
            return machine.findings();
        }
    }

    /// Throws when a rule was broken, one of waste included.
    ///
    /// @throws RuleViolation with all findings in its message
    public void requireNoFindings() {
        RuleViolation.throwIfAny(findings());
    }

    /// The caller now tells somebody that `what` is durable: so must be all that the calling thread has stored.
    public void acknowledge(String what) {
        synchronized (machine) {
            machine.acknowledged(site("acknowledge", 0, -1), what, me());
        }
    }

    /// The same of a range, whoever stored there.
    public void acknowledge(String what, long at, long length) {
        synchronized (machine) {
            machine.acknowledged(site("acknowledge", at, length), what, at, at + length);
        }
    }

    /// The calling thread begins a batch: from the first such call on, a store outside of one is a finding.
    ///
    /// @throws IllegalStateException when it has begun one that has not ended
    public void begin() {
        synchronized (machine) {
            machine.beginBatch(me());
        }
    }

    /// Its batch ends, durable or not.
    ///
    /// @throws IllegalStateException when it has begun none
    public void end() {
        synchronized (machine) {
            machine.endBatch(me());
        }
    }

    /// The user goes away without closing the region: what is not durable by now is a finding, as in [#close].
    public void left() {
        synchronized (machine) {
            if (!closed) machine.closed(site("left", 0, -1));
        }
    }

    /// The process of the user is taken to have died here: what it left behind is nobody's mistake.
    public void died() {
        synchronized (machine) {
            machine.died();
        }
    }

    List<Finding> takeFindings() {
        synchronized (machine) {
            return machine.takeFindings();
        }
    }

    @Override
    public void write(long at, MemorySegment source, long from, long length) {
        requireInside("write", at, length);
        super.write(at, source, from, length);
        stored("write", at, length, State.WRITTEN);
    }

    @Override
    public void publish(long at, long word) {
        requireInside("publish", at, Long.BYTES);
        super.publish(at, word);
        stored("publish", at, Long.BYTES, State.STORED);
    }

    @Override
    public void flush(long at, long length) {
        requireInside("flush", at, length);
        super.flush(at, length);
        synchronized (machine) {
            machine.flushed(site("flush", at, length), me(), at, length);
        }
    }

    @Override
    public void drain() {
        synchronized (machine) {
            machine.beginDrain(site("drain", 0, -1), me());
        }
        boolean succeeded = false;
        try {
            super.drain();
            succeeded = true;
        } finally {
            synchronized (machine) {
                machine.endDrain(me(), succeeded);
            }
        }
    }

    @Override
    public void shrink(long newSize) {
        super.shrink(newSize);
        gone(newSize, Long.MAX_VALUE);
    }

    @Override
    public boolean release(long at, long length) {
        requireInside("release", at, length);
        boolean released = super.release(at, length);
        if (released) gone(at, at + length);
        return released;
    }

    @Override
    public void reclaim(long at, long length) {
        requireInside("reclaim", at, length);
        super.reclaim(at, length);
        gone(at, at + length);
    }

    /// What was stored there concerns nobody any more.
    private void gone(long from, long to) {
        synchronized (machine) {
            machine.synced(from, to);
        }
    }

    @Override
    public void close() {
        synchronized (machine) {
            if (!closed) machine.closed(site("close", 0, -1));
            closed = true;
        }
        super.close();
    }

    private void stored(String verb, long at, long length, State state) {
        var call = call(verb, at, length, sites == Sites.ALWAYS ? new Throwable() : null);
        synchronized (machine) {
            machine.stored(call, me(), at, length, state);
        }
    }

    private void requireInside(String verb, long at, long length) {
        long size = size();
        if (at >= 0 && length >= 0 && at <= size - length) return;
        synchronized (machine) {
            machine.outOfBounds(site(verb, at, length), size);
        }
    }

    private static Supplier<Call> site(String verb, long at, long length) {
        return () -> call(verb, at, length, new Throwable());
    }

    private static Call call(String verb, long at, long length, Throwable site) {
        return new Call.Live(verb, at, length, Thread.currentThread().getName(), site);
    }

    private static long me() {
        return Thread.currentThread().threadId();
    }
}
