package dev.firn.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.pmem.Counters;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageTest {
    static Stream<Message> all() {
        return Stream.of(
                new Message.Opened(17),
                new Message.Done(123, new Counters(1, 2, 3, 4, 5)),
                new Message.Closed(),
                new Message.Failed("no room: 5 bytes left"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aLineGivesItsMessageBack(Message message) {
        assertThat(Message.parse(message.line())).contains(message);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aLineThatWasCutIsNotBelieved(Message message) {
        for (int end = 0; end < message.line().length(); end++) {
            assertThat(Message.parse(message.line().substring(0, end))).isEmpty();
        }
    }
}
