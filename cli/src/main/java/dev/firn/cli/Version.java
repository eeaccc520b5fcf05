package dev.firn.cli;

import picocli.CommandLine.IVersionProvider;

/// The version, and the Java it runs on.
final class Version implements IVersionProvider {
    static final String FIRN = "0.1.0-SNAPSHOT";

    @Override
    public String[] getVersion() {
        return new String[] {"firn " + FIRN + " on Java " + Runtime.version()};
    }
}
