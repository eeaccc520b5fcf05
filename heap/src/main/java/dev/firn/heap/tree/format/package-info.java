/// The bytes of the pages of a tree: one class a structure, and no offset anywhere else in this module.
package dev.firn.heap.tree.format;
