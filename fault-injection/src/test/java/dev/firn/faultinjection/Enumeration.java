package dev.firn.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;

/// All images of a model at one crash point, as the engine enumerates them.
///
/// @param visited how many choices it went through
/// @param images the different ones, each as text
record Enumeration(long visited, Set<String> images) {
    static Enumeration of(PersistencyModel model, Medium medium) {
        var units = new Units();
        units.divide(model, medium.pending(), medium.durable());
        var image = medium.image();
        image.choose(units);
        var images = new TreeSet<String>();
        long[] visited = {0};
        new Odometer()
                .turn(
                        units,
                        image,
                        () -> {
                            visited[0]++;
                            images.add(text(image.bytes()));
                            assertThat(image.wordHash()).isEqualTo(Words.hash(image.bytes()));
                            assertThat(image.work()).isEqualTo(image.bytes());
                        });
        image.reset();
        assertThat(image.bytes()).isEqualTo(medium.durable());
        assertThat(visited[0]).isEqualTo(units.product(Long.MAX_VALUE));
        return new Enumeration(visited[0], images);
    }

    int distinct() {
        return images.size();
    }

    /// The words that are not zero.
    static String text(byte[] bytes) {
        var text = new StringBuilder();
        for (int word = 0; word < bytes.length / 8; word++) {
            long value = Words.get(bytes, word);
            if (value != 0) text.append(word).append('=').append(value).append(' ');
        }
        return text.toString();
    }
}
