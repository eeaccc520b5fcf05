/// What decides about space: which records belong together, which segment to clean next, how fast, when to grow instead, and which
/// object ids are free. No class here touches the medium. All are for the one thread that holds the store's writer lock.
package dev.firn.log.space;
