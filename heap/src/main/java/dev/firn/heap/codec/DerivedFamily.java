package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the codec of a sealed family out of those of its records and enums, also of families inside it.
final class DerivedFamily {
    private final String path;
    private final Derivation derivation;
    private final Map<String, JavaType> members = new LinkedHashMap<>();

    private DerivedFamily(String path, Derivation derivation) {
        this.path = path;
        this.derivation = derivation;
    }

    static Codec<Object> of(JavaType type, String path, Derivation derivation) {
        DerivedFamily family = new DerivedFamily(path, derivation);
        family.addMembersOf(type);
        return family.codec(type.raw().getSimpleName());
    }

    private void addMembersOf(JavaType type) {
        for (Class<?> permitted : type.raw().getPermittedSubclasses()) {
            JavaType member = type.member(permitted);
            // Before asking whether it is sealed: an enum whose constants have bodies is.
            if (permitted.isRecord() || permitted.isEnum() || derivation.known(permitted).isPresent()) {
                add(member);
            } else if (permitted.isSealed()) {
                addMembersOf(member);
            } else {
                throw Advice.noCodec(member, memberPath(member));
            }
        }
    }

    private void add(JavaType member) {
        JavaType before = members.put(member.raw().getSimpleName(), member);
        if (before != null && before.raw() != member.raw()) {
            throw new CodecException(
                    ("no codec for %s: %s and %s have the same simple name, which tells the "
                                    + "members apart; rename one")
                            .formatted(path, before.raw().getName(), member.raw().getName()));
        }
    }

    private Codec<Object> codec(String name) {
        List<Class<?>> classes = new ArrayList<>();
        List<Codec<Object>> codecs = new ArrayList<>();
        for (JavaType member : members.values()) {
            classes.add(member.raw());
            codecs.add(derivation.derive(member, memberPath(member)));
        }
        return new SealedCodec<>(name, classes, codecs);
    }

    private String memberPath(JavaType member) {
        return path + "|" + member.raw().getSimpleName();
    }
}
