package dev.firn.faultinjection.fault;

/// One faulted run as text: `fault/mode/call`.
record FaultPath(Fault fault, FaultMode mode, long call) {
    static FaultPath parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) throw new IllegalArgumentException("not fault/mode/call: " + text);
        return new FaultPath(Fault.valueOf(parts[0]), FaultMode.valueOf(parts[1]), Long.parseLong(parts[2]));
    }

    String text() {
        return fault + "/" + mode + "/" + call;
    }

    String sentence() {
        return switch (mode) {
            case ONCE -> "%s fails at call %d".formatted(fault, call);
            case STICKY -> "%s fails from call %d on".formatted(fault, call);
        };
    }

    FaultPlan plan(Runnable onFirst) {
        return new FaultPlan(fault, mode, call, onFirst);
    }
}
