package dev.firn.heap;

/// Not in a transaction: a read sees the newest commit, a change is a transaction of its own.
enum Outside implements Context {
    OUTSIDE
}
