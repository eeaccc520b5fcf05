package dev.firn.faultinjection.schedule;

/// A thread that is none of the schedule called the region while the schedule ran.
public final class ForeignThreadException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ForeignThreadException(Thread thread, Point point) {
        super(
                "%s thread \"%s\" called the region (%s), but is none of the schedule's: only threads that the scenario returned can be given turns%s"
                        .formatted(
                                thread.isVirtual() ? "virtual" : "platform",
                                thread.getName(),
                                point,
                                thread.isVirtual()
                                        ? ", and they are platform threads, since nothing tells when a virtual one"
                                                + " waits"
                                        : ""));
    }
}
