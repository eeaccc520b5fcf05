/// Durable collections with ACID transactions.
///
/// A [Store] is one file. It holds named collections, each with a [Codec] for what is in it: [DurableMap],
/// [DurableSortedMap] and [DurableRef]. Changes outside a transaction are transactions of their own; [Store#transact]
/// makes several one, [Store#read] shows one moment. Nothing on the Java heap grows with the collections.
package dev.firn.heap;
