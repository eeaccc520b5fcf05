package dev.firn.heap.codec;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/// Strings that meet at every border of their encoding.
final class Texts {
    private Texts() {}

    static Arbitrary<String> any() {
        Arbitrary<String> borders =
                Arbitraries.strings()
                        .withChars(
                                '\0', '\1', '\2', 'a', '\u007f', '\u0080', '\u07ff', '\u0800', '\ud800', '\udc00',
                                '\uffff')
                        .ofMaxLength(6);
        return Arbitraries.oneOf(
                borders,
                Arbitraries.strings().withChars("ab").ofMaxLength(20),
                Arbitraries.strings().ofMaxLength(40),
                borders.flatMap(first -> borders.map(second -> "sixteen letters " + first + "\ud83d\ude00" + second)));
    }
}
