/// Stores as lines of text, out and in again: the format of docs/export-format.md.
package dev.firn.cli.transfer;
