/// Values of any collection as JSON, by the schema that the store keeps with it: [SchemaParser] makes a [JsonType] of
/// it.
package dev.firn.cli.schema;
