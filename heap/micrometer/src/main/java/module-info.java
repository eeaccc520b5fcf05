/// The figures of a store for Micrometer.
@SuppressWarnings({
    "requires-automatic",
    "requires-transitive-automatic"
}) // Micrometer has no descriptor but a fixed name.
module dev.firn.micrometer {
    requires transitive dev.firn.heap;
    requires transitive micrometer.core;

    exports dev.firn.micrometer;
}
