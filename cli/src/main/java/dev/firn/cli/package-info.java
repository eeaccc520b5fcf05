/// Firn's command line: [Main] and one class for each command. A command reads its arguments, calls the store, and says
/// what came out; errors become one line in [Errors]. [Collection] gives any collection in the form that JSON has, and
/// the demo has a package of its own.
package dev.firn.cli;
