package dev.firn.faultinjection.report;

/// One line of a timeline.
///
/// @param event its number, negative for a remark between events
/// @param what happened
/// @param where in the program, empty when unknown
/// @param fate what became of it, empty when there is nothing to say
/// @param tone how to colour it
record StoryLine(int event, String what, String where, String fate, Tone tone) {
    /// What a line is about.
    enum Tone {
        PLAIN,
        DURABLE,
        SURVIVED,
        LOST,
        CRASH
    }

    static StoryLine remark(String what) {
        return new StoryLine(-1, what, "", "", Tone.PLAIN);
    }

    /// As in `t=12`, empty for a remark.
    String time() {
        return event < 0 ? "" : "t=" + event;
    }
}
