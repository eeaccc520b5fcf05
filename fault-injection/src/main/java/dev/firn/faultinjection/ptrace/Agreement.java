package dev.firn.faultinjection.ptrace;

import dev.firn.faultinjection.Trace;
import java.util.ArrayList;
import java.util.List;

/// Holds what a machine did against what the recorder believes it did.
///
/// They agree when the machine went through the recorded events one after the other: inside a store its words changed
/// in any order, each at once from its old value to its new one; no word changed that the current store does not name;
/// a published or plain word was written back before its line's flush was over; and each drain had its fence. So every
/// image between two instructions is one that the recorded trace allows, and every recorded event has happened.
final class Agreement {
    private final List<Believed> believed;
    private final long[] image;
    private final List<String> disagreements = new ArrayList<>();
    private int current = -1;
    private int missing;
    private boolean fenced;
    private boolean[] writtenBack = {};

    private Agreement(List<Believed> believed, long[] before) {
        this.believed = believed;
        this.image = before.clone();
    }

    /// What disagrees, in words; empty when nothing does.
    static List<String> check(List<Believed> believed, long[] before, List<Seen> seen) {
        var agreement = new Agreement(believed, before);
        agreement.next();
        for (var one : seen) {
            agreement.see(one);
            if (!agreement.disagreements.isEmpty()) return agreement.disagreements;
        }
        agreement.end();
        return agreement.disagreements;
    }

    private void see(Seen seen) {
        switch (seen) {
            case Seen.Changed changed -> changed(changed);
            case Seen.Fence _ -> {
                passSatisfied();
                if (isAt(Trace.Kind.DRAIN)) fenced = true;
            }
            case Seen.WriteBack back -> {
                passSatisfied();
                if (isAt(Trace.Kind.FLUSH)) writeBack(back);
            }
        }
    }

    private void changed(Seen.Changed changed) {
        passSatisfied();
        if (current < believed.size() && !isStore()) {
            disagreements.add(
                    "instruction %d changed word 0x%x before %s was seen"
                            .formatted(changed.instruction(), changed.word() * 8L, describe()));
            return;
        }
        if (current == believed.size()) {
            disagreements.add(
                    "instruction %d changed word 0x%x to 0x%x: nobody recorded that"
                            .formatted(changed.instruction(), changed.word() * 8L, changed.value()));
            return;
        }
        var store = believed.get(current);
        int index = changed.word() - store.firstWord();
        if (index < 0 || index >= store.words().length || store.words()[index] != changed.value()) {
            disagreements.add(
                    "instruction %d made word 0x%x 0x%x, but the recorder is at %s"
                            .formatted(changed.instruction(), changed.word() * 8L, changed.value(), describe()));
            return;
        }
        image[changed.word()] = changed.value();
        missing--;
    }

    private void writeBack(Seen.WriteBack back) {
        long first = believed.get(current).at() / 64;
        long line = back.at() / 64 - first;
        if (line >= 0 && line < writtenBack.length) writtenBack[(int) line] = true;
    }

    private void end() {
        passSatisfied();
        if (current < believed.size()) disagreements.add("never seen: " + describe());
    }

    /// Goes on past events that have happened.
    private void passSatisfied() {
        while (current < believed.size() && isSatisfied()) next();
    }

    private boolean isSatisfied() {
        return switch (believed.get(current).kind()) {
            case WRITE, PUBLISH, STORE -> missing == 0;
            case DRAIN -> fenced;
            case FLUSH -> areAllWrittenBack();
            // Done by the system, which is not watched.
            case RELEASE -> true;
            case SYNC, GROW, SHRINK, SYNC_FAILED, KILL, STARTED, ACKNOWLEDGED, MARK -> true;
        };
    }

    private boolean areAllWrittenBack() {
        for (boolean line : writtenBack) if (!line) return false;
        return true;
    }

    private void next() {
        current++;
        fenced = false;
        missing = 0;
        if (current == believed.size()) return;
        var event = believed.get(current);
        if (isStore()) {
            for (int word = 0; word < event.words().length; word++) {
                if (image[event.firstWord() + word] != event.words()[word]) missing++;
            }
        }
        if (isAt(Trace.Kind.FLUSH)) {
            long lines = event.length() == 0 ? 0 : (event.at() + event.length() - 1) / 64 - event.at() / 64 + 1;
            writtenBack = new boolean[(int) lines];
        }
    }

    private boolean isStore() {
        return switch (believed.get(current).kind()) {
            case WRITE, PUBLISH, STORE -> true;
            case RELEASE, FLUSH, DRAIN, SYNC, SYNC_FAILED, GROW, SHRINK, KILL, STARTED, ACKNOWLEDGED, MARK -> false;
        };
    }

    private boolean isAt(Trace.Kind kind) {
        return current < believed.size() && believed.get(current).kind() == kind;
    }

    private String describe() {
        var event = believed.get(current);
        String value = event.words().length == 1 ? " = 0x%x".formatted(event.words()[0]) : "";
        return "event %d, %s 0x%x + %d%s".formatted(current, event.kind(), event.at(), event.length(), value);
    }
}
