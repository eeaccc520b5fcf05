/// For a store that does not open, or that nobody trusts any more: [StoreCheck] says what is wrong with it,
/// [StoreRepair] saves what can be saved into a new file, [StoreDump] shows what is in it.
///
/// Nothing here changes a byte of the file that is looked at.
package dev.firn.heap.check;
