package dev.firn.heap.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Equal values have equal bytes, however they came to be.
class CanonicalTest {
    @Property
    void aSetForgetsItsOrder(@ForAll Set<String> set, @ForAll Random random) {
        List<String> shuffled = new ArrayList<>(set);
        Collections.shuffle(shuffled, random);
        Codec<Set<String>> codec = Codec.set(Codec.string());

        assertThat(codec.encode(new LinkedHashSet<>(shuffled))).isEqualTo(codec.encode(set));
    }

    @Property
    void aMapForgetsItsOrder(@ForAll Map<Integer, String> map, @ForAll Random random) {
        List<Integer> shuffled = new ArrayList<>(map.keySet());
        Collections.shuffle(shuffled, random);
        Map<Integer, String> other = new LinkedHashMap<>();
        shuffled.forEach(key -> other.put(key, map.get(key)));
        Codec<Map<Integer, String>> codec = Codec.map(Codec.int32(), Codec.string());

        assertThat(codec.encode(other)).isEqualTo(codec.encode(map));
        assertThat(codec.decode(codec.encode(other))).isEqualTo(map);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP://Example.org/%c3%a9, http://example.ORG/%C3%A9",
        "file:///x, file:/x",
        "http://h:/x, http://h/x",
        "http://h:080/x, http://h:80/x",
        "mailto:a%2fb, mailto:a%2Fb",
        "http://a_b/x%2f, http://a_b/x%2F",
        "HTTP://[FE80::1]/, http://[fe80::1]/"
    })
    void spellingsOfOneUriAreOne(URI one, URI other) {
        assertThat(one).isEqualTo(other);
        assertThat(Codec.uri().encode(one)).isEqualTo(Codec.uri().encode(other));
        assertThat(Codec.uri().decode(Codec.uri().encode(one))).isEqualTo(one);
    }

    @Test
    void aPathWithTwoSlashesIsNoAuthority() {
        URI uri = URI.create("file:////server/share");

        assertThat(Codec.uri().decode(Codec.uri().encode(uri))).isEqualTo(uri);
    }

    @Test
    void zerosAndNaNsAreWhatDoubleEqualsSays() {
        Codec<Double> codec = Codec.float64();

        assertThat(codec.encode(Double.longBitsToDouble(0xfff8000000000001L))).isEqualTo(codec.encode(Double.NaN));
        assertThat(codec.encode(-0.0)).isNotEqualTo(codec.encode(0.0));
    }

    @Test
    void decimalsOfAnotherScaleAreOthers() {
        Codec<BigDecimal> codec = Codec.bigDecimal();

        assertThat(codec.encode(new BigDecimal("1.0"))).isNotEqualTo(codec.encode(new BigDecimal("1.00")));
    }

    @Test
    void aSetThatHoldsAValueTwiceIsRefused() {
        Set<String> twins = Collections.newSetFromMap(new IdentityHashMap<>());
        twins.add("twin");
        twins.add(new String("twin"));

        assertThatThrownBy(() -> Codec.set(Codec.string()).encode(twins))
                .isInstanceOf(CodecException.class)
                .hasMessage("set<string>: expected distinct elements, found two with the same bytes");
    }

    @Test
    void aComparatorIsRefused() {
        SortedSet<String> reversed = new TreeSet<>(Comparator.reverseOrder());

        assertThatThrownBy(() -> Codec.sortedSet(Codec.string()).encode(reversed))
                .isInstanceOf(CodecException.class)
                .hasMessageStartingWith("sortedset<string>: expected natural order, found a comparator");
    }
}
