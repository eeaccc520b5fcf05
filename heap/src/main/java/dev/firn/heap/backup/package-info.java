/// Backups of a store while it is used, and what is made of them again. The files are described in docs/backup.md.
package dev.firn.heap.backup;
