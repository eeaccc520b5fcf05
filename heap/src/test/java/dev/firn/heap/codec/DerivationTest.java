package dev.firn.heap.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.Nullable;
import dev.firn.heap.codec.Types.Account;
import dev.firn.heap.codec.Types.Address;
import dev.firn.heap.codec.Types.Answer;
import dev.firn.heap.codec.Types.Colour;
import dev.firn.heap.codec.Types.Expression;
import dev.firn.heap.codec.Types.Key;
import dev.firn.heap.codec.Types.Pair;
import dev.firn.heap.codec.Types.Shape;
import dev.firn.heap.codec.Types.Size;
import dev.firn.heap.codec.Types.Tangle;
import dev.firn.heap.codec.Types.Tree;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DerivationTest {
    @Test
    void schemasNameComponentsAndTypes() {
        assertThat(Codec.of(Account.class).schema())
                .isEqualTo(
                        "{owner:string,cents:int64,open:bool,"
                                + "address:nullable<{street:string,number:int32}>,note:optional<string>}");
        assertThat(Codec.of(Key.class).schema())
                .isEqualTo("{tenant:string,size:enum-ordered{SMALL,MEDIUM,LARGE},name:string,version:int32}");
        assertThat(Codec.of(Tangle.class).schema())
                .isEqualTo(
                        "{tags:list<string>,numbers:set<int32>,sorted:sortedset<string>,"
                            + "history:map<string,list<instant>>,colours:sortedmap<int64,enum{BLUE,GREEN,RED}>,"
                            + "entry:entry<string,int32>,"
                            + "pair:{first:string,second:{first:uri,second:optional<{street:string,number:int32}>}}}");
    }

    @Test
    void schemasOfFamiliesDoNotDependOnTheOrderOfDeclaration() {
        assertThat(Codec.of(Shape.class).schema())
                .isEqualTo(
                        "sealed{Circle:{radius:float64}|Nothing:enum{NOTHING}|"
                                + "Square:{side:float64,colour:enum{BLUE,GREEN,RED}}}");
        assertThat(Codec.of(Answer.class).schema())
                .isEqualTo("{result:sealed{Good:{value:int64}|Refused:{why:string}}}");
    }

    @Test
    void schemasOfRecursiveTypesReferToTheirName() {
        assertThat(Codec.of(Tree.class).schema()).isEqualTo("Tree={value:int32,children:list<Tree>}");
        assertThat(Codec.of(Expression.class).schema())
                .isEqualTo("Expression=sealed{Number:{value:int32}|Sum:{left:Expression,right:Expression}}");
    }

    @Test
    void theCodecOfATypeIsMadeOnce() {
        assertThat(Codec.of(Account.class)).isSameAs(Codec.of(Account.class));
    }

    @Test
    void anEnumKeepsItsNamesUnlessItPromisesItsOrder() {
        assertThat(Codec.of(Colour.class).ordered()).isFalse();
        assertThat(Codec.of(Size.class).ordered()).isTrue();
        assertThat(Codec.enumInOrder(Colour.class).ordered()).isTrue();
    }

    @Test
    void aNullComponentIsNamed() {
        assertThatThrownBy(() -> Codec.of(Address.class).encode(new Address(null, 1)))
                .isInstanceOf(CodecException.class)
                .hasMessage("Address.street: expected a value, found null; declare it @Nullable or Optional");
        assertThatThrownBy(() -> Codec.of(Address.class).encode(null))
                .isInstanceOf(CodecException.class)
                .hasMessage("Address: expected a record, found null; declare it nullable or Optional");
    }

    record Positive(int value) {
        Positive {
            if (value <= 0) {
                throw new IllegalArgumentException("not positive: " + value);
            }
        }
    }

    @Test
    void aConstructorThatRefusesIsACodecException() {
        byte[] minusOne = Codec.int32().encode(-1);

        assertThatThrownBy(() -> Codec.of(Positive.class).decode(minusOne))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Positive: its constructor refused the values before byte 4")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aConstantThatIsGoneIsNamed() {
        byte[] purple = Codec.string().encode("PURPLE");

        assertThatThrownBy(() -> Codec.of(Colour.class).decode(purple))
                .isInstanceOf(CodecException.class)
                .hasMessageStartingWith("Colour: found PURPLE, which no longer exists or never did");
    }

    @Test
    void valuesNestedTooDeepAreRefusedBothWays() {
        Tree deep = new Tree(0, List.of());
        for (int i = 0; i < Limits.DEPTH; i++) {
            deep = new Tree(i, List.of(deep));
        }
        Codec<Tree> codec = Codec.of(Tree.class);
        Tree deepest = deep;
        byte[] bytes = codec.encode(deepest);
        assertThat(codec.decode(bytes)).isEqualTo(deepest);

        assertThatThrownBy(() -> codec.encode(new Tree(1, List.of(deepest))))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("nested deeper than 500 levels");
        byte[] deeper = new byte[bytes.length + 5];
        System.arraycopy(bytes, 0, deeper, 0, 5);
        System.arraycopy(bytes, 0, deeper, 5, bytes.length);
        assertThatThrownBy(() -> codec.decode(deeper))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("nested no deeper than 500 levels");
    }

    record Price(Currency currency, long cents) {}

    @Test
    void aCodecCanBeGivenForAClass() {
        Codec<Currency> currency = Codec.string().as("currency", Currency::getCurrencyCode, Currency::getInstance);
        Codec<Price> codec = Codec.of(Price.class, MethodHandles.lookup(), Map.of(Currency.class, currency));
        Price price = new Price(Currency.getInstance("EUR"), 5);

        assertThat(codec.decode(codec.encode(price))).isEqualTo(price);
        assertThat(codec.schema()).isEqualTo("{currency:currency<string>,cents:int64}");
    }

    record Wide(
            int a0,
            long a1,
            String a2,
            int a3,
            long a4,
            String a5,
            int a6,
            long a7,
            String a8,
            int a9,
            double b0,
            String b1,
            int b2,
            long b3,
            String b4,
            int b5,
            long b6,
            String b7,
            int b8,
            long b9,
            String c0,
            int c1,
            double c2,
            String c3,
            int c4,
            long c5,
            String c6,
            int c7,
            long c8,
            String c9,
            int d0,
            long d1,
            String d2,
            int d3,
            double d4,
            String d5) {}

    @Test
    void componentsAreWrittenFromFirstToLast() {
        Wide wide =
                new Wide(
                        0, 1, "2", 3, 4, "5", 6, 7, "8", 9, 10, "11", 12, 13, "14", 15, 16, "17", 18, 19, "20", 21, 22,
                        "23", 24, 25, "26", 27, 28, "29", 30, 31, "32", 33, 34, "35");
        Codec<Wide> codec = Codec.of(Wide.class);

        assertThat(codec.decode(codec.encode(wide))).isEqualTo(wide);
    }

    record Plain(Thread worker) {}

    record Outer(List<Map<String, Optional<Plain>>> plains) {}

    record Concrete(ArrayList<String> names) {}

    record Bag(Collection<String> names) {}

    @SuppressWarnings("rawtypes")
    record Raw(List names) {}

    record Old(Date when) {}

    record Anything(Object value) {}

    record Open(Runnable task) {}

    sealed interface Half {
        record Whole() implements Half {}

        non-sealed class Loose implements Half {}
    }

    record Growing<T>(@Nullable Growing<List<T>> next) {}

    record Grown(Growing<String> start) {}

    static Object[][] refusals() {
        String giveOne =
                ", or write a Codec for it and pass that: Codec.of(TYPE.class, MethodHandles.lookup(), Map.of(";
        return new Object[][] {
            {
                Plain.class,
                "no codec for java.lang.Thread at Plain.worker: make it a record" + giveOne + "Thread.class, codec))"
            },
            {Outer.class, "no codec for java.lang.Thread at Outer.plains[][value][].worker: make it a record"},
            {Concrete.class, "no codec for java.util.ArrayList at Concrete.names: declare it as List or Set"},
            {Bag.class, "no codec for java.util.Collection at Bag.names: declare it as List or Set"},
            {
                Raw.class,
                "no codec for java.util.List at Raw.names: it does not say of what; give its type arguments, as in"
                        + " List<String>"
            },
            {Old.class, "no codec for java.util.Date at Old.when: use java.time.Instant"},
            {Anything.class, "no codec for java.lang.Object at Anything.value: it can be anything; declare what it is"},
            {
                Open.class,
                "no codec for java.lang.Runnable at Open.task: seal it, with records as its members" + giveOne
            },
            {Half.class, "no codec for dev.firn.heap.codec.DerivationTest$Half$Loose at Half|Loose: make it a record"},
            {
                Pair.class,
                "no codec for A at Pair.first: its type is not known here; use the generic type in a record that says"
                        + " which"
            },
            {Grown.class, "no codec at Grown.start.next.next"},
            {Thread[].class, "no codec for java.lang.Thread at Thread[][]: make it a record"},
        };
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aTypeWithoutCodecIsNamedWithItsPathAndWhatToDo(Class<?> type, String message) {
        assertThatThrownBy(() -> Codec.of(type)).isInstanceOf(CodecException.class).hasMessageStartingWith(message);
    }
}
