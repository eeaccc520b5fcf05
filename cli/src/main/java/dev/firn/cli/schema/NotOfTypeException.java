package dev.firn.cli.schema;

import dev.firn.cli.Json;

/// A value on the command line has not the type that the collection stores.
public final class NotOfTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotOfTypeException(String schema, Object value, RuntimeException cause) {
        super("%s is no value of the type %s, which this collection stores".formatted(Json.line(value), schema), cause);
    }
}
