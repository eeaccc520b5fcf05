package dev.firn.faultinjection.ptrace;

import dev.firn.pmem.FirnException;

/// This machine cannot step a thread: another operating system or processor, or `ptrace` is forbidden. Says which.
public final class OracleUnavailableException extends FirnException {
    private static final long serialVersionUID = 1L;

    OracleUnavailableException(String message) {
        super(message);
    }
}
