/// How long openings take after a kill: behind a checkpoint, and without one.
package dev.firn.bench.restart;
