package dev.firn.heap.codec;

import dev.firn.heap.CodecException;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A type with all its type arguments known: `Map<String, List<Integer>>`.
///
/// @param raw       the class
/// @param arguments its type arguments; of an array the type of its elements; empty if it has or was given none
record JavaType(Class<?> raw, List<JavaType> arguments) {
    /// The type of a component.
    ///
    /// @param bindings what the type variables in scope stand for
    /// @param path     where the type is used, for the message
    static JavaType of(Type type, Map<TypeVariable<?>, JavaType> bindings, String path) {
        return switch (type) {
            case Class<?> raw when raw.isArray() ->
                    new JavaType(raw, List.of(of(raw.getComponentType(), bindings, path)));
            case Class<?> raw -> new JavaType(raw, List.of());
            case ParameterizedType generic ->
                    new JavaType(
                            (Class<?>) generic.getRawType(), all(generic.getActualTypeArguments(), bindings, path));
            case GenericArrayType array -> arrayOf(of(array.getGenericComponentType(), bindings, path));
            case WildcardType wildcard -> of(wildcard.getUpperBounds()[0], bindings, path);
            case TypeVariable<?> variable when bindings.containsKey(variable) -> bindings.get(variable);
            default ->
                    throw new CodecException(
                            ("no codec for %s at %s: its type is not known here; use the generic type in a record "
                                            + "that says which")
                                    .formatted(type.getTypeName(), path));
        };
    }

    /// What the type variables of the class stand for.
    Map<TypeVariable<?>, JavaType> bindings() {
        TypeVariable<?>[] variables = raw.getTypeParameters();
        Map<TypeVariable<?>, JavaType> bindings = new HashMap<>();
        for (int i = 0; i < variables.length && i < arguments.size(); i++) {
            bindings.put(variables[i], arguments.get(i));
        }
        return bindings;
    }

    /// This type's direct subtype `member`, its type variables bound where it passes them on to this type.
    JavaType member(Class<?> member) {
        Map<TypeVariable<?>, JavaType> bindings = new HashMap<>();
        for (Type parent : member.getGenericInterfaces()) {
            if (parent instanceof ParameterizedType generic && generic.getRawType() == raw) {
                bind(generic.getActualTypeArguments(), bindings);
            }
        }
        List<JavaType> known =
                Arrays.stream(member.getTypeParameters()).filter(bindings::containsKey).map(bindings::get).toList();
        return new JavaType(member, known.size() == member.getTypeParameters().length ? known : List.of());
    }

    /// As in source code, without packages.
    @Override
    public String toString() {
        if (raw.isArray()) {
            return arguments.getFirst() + "[]";
        }
        String name = raw.getSimpleName();
        return arguments.isEmpty()
                ? name
                : name + "<" + String.join(", ", arguments.stream().map(JavaType::toString).toList()) + ">";
    }

    private void bind(Type[] passedOn, Map<TypeVariable<?>, JavaType> bindings) {
        for (int i = 0; i < passedOn.length && i < arguments.size(); i++) {
            if (passedOn[i] instanceof TypeVariable<?> variable) {
                bindings.put(variable, arguments.get(i));
            }
        }
    }

    private static List<JavaType> all(Type[] types, Map<TypeVariable<?>, JavaType> bindings, String path) {
        return Arrays.stream(types).map(type -> of(type, bindings, path)).toList();
    }

    private static JavaType arrayOf(JavaType element) {
        return new JavaType(Array.newInstance(element.raw, 0).getClass(), List.of(element));
    }
}
