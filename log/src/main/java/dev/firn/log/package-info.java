/// The append-only log and its mapping table.
///
/// A [Log] is a row of segments. A [Batch] of records becomes one frame, and a frame is the unit of atomicity and of
/// checksum: after [Log#append] returns, all of the batch is durable and nothing of it can be half there. The
/// [MappingTable] says where the newest version of each object lies; [Log#install] moves it, after the append.
///
/// The bytes are described in `dev.firn.log.format`, the reasons in `docs/design.md`.
package dev.firn.log;
