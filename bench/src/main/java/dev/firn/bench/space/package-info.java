/// Judges the cleaning policy: the production classes of `dev.firn.log.space` on a log that exists only as numbers.
package dev.firn.bench.space;
