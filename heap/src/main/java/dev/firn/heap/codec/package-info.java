/// The implementations behind [dev.firn.heap.Codec]; users see that interface only.
///
/// [Scalar] makes a codec of two functions, and [Scalars], [Numbers], [Times] and [ByteArrays] are tables of those.
/// [Derivation] makes codecs of types: it looks a class up in [Basics], and takes records ([RecordCodec]), sealed
/// families ([SealedCodec]), enums ([EnumCodec]), arrays and collections apart into the types of their parts.
///
/// The bytes are part of the format: docs/codecs.md shows them, and a test compares both.
package dev.firn.heap.codec;
