package dev.firn.faultinjection.rules;

import java.util.Optional;
import java.util.stream.Stream;

/// A rule that was broken.
///
/// @param rule which
/// @param message what is wrong, with places
/// @param call the call that broke it
/// @param store the store it is about: the one that is not durable, is overwritten, or is flushed again; empty where
///     the rule is about none
public record Finding(Rule rule, String message, Call call, Optional<Call> store) {
    /// All of it, with both stacks.
    public String text() {
        var text = new StringBuilder();
        text.append(rule.severity()).append(' ').append(rule.title()).append(": ").append(message).append('\n');
        text.append("  by    ").append(call.what()).append('\n').append(Stacks.text(call));
        store.ifPresent(s -> text.append("  store ").append(s.what()).append('\n').append(Stacks.text(s)));
        return text.toString();
    }

    /// All calls in it.
    Stream<Call> calls() {
        return Stream.concat(Stream.of(call), store.stream());
    }

    Finding with(Call otherCall, Optional<Call> otherStore) {
        return new Finding(rule, message, otherCall, otherStore);
    }
}
