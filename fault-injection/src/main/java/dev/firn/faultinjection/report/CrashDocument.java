package dev.firn.faultinjection.report;

import java.util.Objects;
import java.util.Optional;

/// A report on one failing crash, in all its forms.
///
/// @param text for a terminal
/// @param html one self-contained page, well-formed as XML
/// @param replay to fail again in the same way; empty when the crash does not fit into a replay file
public record CrashDocument(String text, String html, Optional<ReplayFile> replay) {
    public CrashDocument {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(html, "html");
        Objects.requireNonNull(replay, "replay");
    }
}
