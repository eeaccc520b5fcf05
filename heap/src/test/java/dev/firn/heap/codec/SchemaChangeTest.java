package dev.firn.heap.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.heap.Codec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaChangeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "enum{A,B}; enum{A,AA,B}",
                "enum-ordered{A,B}; enum-ordered{A,B,C}",
                "sealed{A:{}|B:{x:int32}}; sealed{A:{}|B:{x:int32}|C:{}}",
                "{a:list<enum{A}>,b:int32}; {a:list<enum{A,B}>,b:int32}",
                "T={next:list<T>,c:enum{A}}; T={next:list<T>,c:enum{A,B}}",
            })
    void additionsCanBeRead(String stored, String current) {
        assertThat(SchemaChange.between(stored, current)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "string; int64; the type was string, is now int64",
                "{a:int32}; {a:int64}; a was int32, is now int64",
                "{a:{b:list<int32>}}; {a:{b:list<int64>}}; a.b was int32, is now int64",
                "{a:int32}; int32; the type was a record, is now int32",
                "{a:int32,b:int32}; {b:int32,a:int32}; the type had the components [a, b], now has [b, a]",
                "{a:int32}; {a:int32,b:int32}; the type had the components [a], now has [a, b]",
                "{a:int32}; {}; the type had the components [a], now has []",
                "{c:enum{A,B}}; {c:enum{B}}; c no longer has A",
                "sealed{A:{}|B:{}}; sealed{B:{}}; the type no longer has A",
                "sealed{A:{x:int8}}; sealed{A:{x:int16}}; A.x was int8, is now int16",
                "enum-ordered{A,B}; enum-ordered{B,A}; "
                        + "the type promised to keep the order of its constants, which was [A, B], is now [B, A]",
                "odd<; string; the type was odd<, is now string",
            })
    void otherChangesAreNamed(String stored, String current, String message) {
        assertThat(SchemaChange.between(stored, current)).contains(message);
    }

    @Test
    void everySchemaIsTakenApartAndIsReadByItself() {
        for (Case<?> each : Cases.all()) {
            assertThat(SchemaTree.of(each.codec().schema())).isNotNull();
            assertThat(each.codec().refusal(each.codec().schema())).isEmpty();
        }
        assertThat(Codec.string().refusal("int64")).contains("the type was int64, is now string");
    }

    @Property
    void anyTextIsAnswered(@ForAll @Chars({'a', '<', '>', '{', '}', ':', ',', '|', '='}) String stored) {
        assertThat(SchemaChange.between(stored, "{a:enum{A}}")).isPresent();
    }
}
