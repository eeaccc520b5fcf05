/// Checkpoints of the mapping table, so that an opening reads only what was appended since.
///
/// A [Checkpointer] makes them in steps that go with commits; a [Manifest] says what one consists of; [Runs] reads the
/// mapping of one, piece by piece. Why they are safe is argued in `docs/design.md`.
package dev.firn.log.checkpoint;
