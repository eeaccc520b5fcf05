/// `firn crash`: the store, crashed in every way there is, and judged.
package dev.firn.cli.crash;
