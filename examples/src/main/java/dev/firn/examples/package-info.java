/// Small complete programs, one for each layer: [RegionExample] uses the medium alone, [LogExample] the log alone, and
/// [Bank] the store with its transactions. Each is run by a test.
package dev.firn.examples;
