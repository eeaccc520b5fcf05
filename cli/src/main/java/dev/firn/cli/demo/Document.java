package dev.firn.cli.demo;

import java.util.SortedMap;

/// A text with its place in the order of the run.
///
/// @param number counted from 1, without gaps
/// @param name how a person would name it
/// @param utf8 its bytes
record Document(long number, String name, byte[] utf8) {
    /// How often each word is in it.
    SortedMap<String, Long> counts() {
        return Words.count(utf8);
    }
}
