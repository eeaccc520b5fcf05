package dev.firn.heap;

/// Where an operation runs: outside of transactions, or in one.
sealed interface Context permits Outside, ReadScope, WriteScope {}
