package dev.firn.faultinjection.schedule;

import java.util.ArrayList;
import java.util.List;

/// Who had the turn, step by step: the number of a thread for each decision. Immutable.
///
/// As text, with equal neighbours joined: `0x5 1x3 0x2`.
///
/// @param choices numbers of threads, counted from 0
public record Schedule(List<Integer> choices) {
    public Schedule {
        choices = List.copyOf(choices);
    }

    /// From the text that [#text] made.
    ///
    /// @throws IllegalArgumentException when it is none
    public static Schedule parse(String text) {
        var choices = new ArrayList<Integer>();
        for (String run : text.strip().split("\\s+")) {
            if (run.isEmpty()) continue;
            String[] parts = run.split("x", -1);
            if (parts.length != 2) throw new IllegalArgumentException(notASchedule(text, run));
            try {
                int thread = Integer.parseInt(parts[0]);
                for (int turn = Integer.parseInt(parts[1]); turn > 0; turn--) choices.add(thread);
            } catch (NumberFormatException _) {
                throw new IllegalArgumentException(notASchedule(text, run));
            }
        }
        return new Schedule(choices);
    }

    /// One line.
    public String text() {
        var text = new StringBuilder();
        for (int from = 0, to; from < choices.size(); from = to) {
            for (to = from; to < choices.size() && choices.get(to).equals(choices.get(from)); ) to++;
            text.append(from == 0 ? "" : " ").append(choices.get(from)).append('x').append(to - from);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }

    private static String notASchedule(String text, String run) {
        return "a schedule is runs of THREADxTURNS like \"0x5 1x3\"; \"%s\" is none, in \"%s\"".formatted(run, text);
    }
}
