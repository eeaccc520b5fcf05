/// The bytes on the medium: one class a structure, and no offset anywhere else. `docs/format.md` shows the same tables.
package dev.firn.log.format;
