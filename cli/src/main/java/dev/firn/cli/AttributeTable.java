package dev.firn.cli;

import dev.firn.pmem.Attributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A medium's attributes by name, in reading order; what is not known is left out.
final class AttributeTable {
    private AttributeTable() {}

    static Map<String, Object> of(Attributes a) {
        var table = new LinkedHashMap<String, Object>();
        table.put("device", a.device());
        table.put("fileSystem", a.fileSystem());
        table.put("granularity", a.granularity());
        table.put("atomicUnit", a.atomicUnit());
        table.put("flushUnit", a.flushUnit());
        table.put("errorRange", a.errorRange());
        table.put("dax", a.dax());
        table.put("mapSync", a.mapSync());
        table.put("autoFlush", a.autoFlush());
        table.put("deepFlush", a.deepFlush());
        table.put("volatileCache", a.volatileCache());
        table.put("fua", a.fua());
        put(table, "logicalSector", a.logicalSector());
        put(table, "physicalSector", a.physicalSector());
        put(table, "numaNode", a.numaNode());
        put(table, "unsafeShutdowns", a.unsafeShutdowns());
        return table;
    }

    private static void put(Map<String, Object> table, String name, OptionalInt value) {
        value.ifPresent(known -> table.put(name, known));
    }

    private static void put(Map<String, Object> table, String name, OptionalLong value) {
        value.ifPresent(known -> table.put(name, known));
    }
}
