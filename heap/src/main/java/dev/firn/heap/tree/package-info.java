/// A B+tree of page objects in the log.
///
/// Every page is a log object: a whole page is a `PUT`, a small change to it a `DELTA` in front of an earlier version,
/// with all that changed since.
/// Pages are read where they lie; [Pages] finds the version that a snapshot sees, [Page] looks into one, [Tree] walks
/// from the root, [Cursor] goes through entries in order, and [TreeWriter] turns a sorted list of [Changes] into
/// records of a batch. Keys and values are bytes; keys are ordered as unsigned bytes.
package dev.firn.heap.tree;
