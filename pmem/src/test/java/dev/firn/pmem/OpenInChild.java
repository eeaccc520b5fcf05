package dev.firn.pmem;

import java.nio.file.Path;

/// Opens a store in another process and says what came of it.
final class OpenInChild {
    private OpenInChild() {}

    public static void main(String[] arguments) {
        RegionOptions options = RegionOptions.defaults().withBackend(arguments[1]);
        boolean readOnly = arguments.length > 2;
        try (Region _ = Regions.open(Path.of(arguments[0]), options.withReadOnly(readOnly))) {
            System.out.println("OPENED");
        } catch (RegionOpenException refused) {
            System.out.println(refused.reason() + " " + refused.getMessage());
        }
    }
}
