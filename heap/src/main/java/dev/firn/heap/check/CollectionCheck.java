package dev.firn.heap.check;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.CollectionInfo;
import dev.firn.heap.CollectionInfo.Kind;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import dev.firn.heap.check.Findings.Problems;
import dev.firn.heap.check.PageReader.Item;
import dev.firn.heap.tree.PageLimits;
import java.util.Arrays;

/// Checks the entries of one collection. For one thread.
final class CollectionCheck implements Trees.Visitor {
    private final Survey survey;
    private final ObjectSet reached;
    private final CollectionInfo info;
    private final Problems problems;
    private final ValueReader values;
    private final int inlineBytes;
    private final Codec<?> keyCodec;
    private final Codec<?> valueCodec;
    private long entries;
    private long objects;

    CollectionCheck(Survey survey, ObjectSet reached, CollectionInfo info, Findings findings, CheckOptions options) {
        this.survey = survey;
        this.reached = reached;
        this.info = info;
        this.problems = findings.in(info.name());
        this.values = new ValueReader(survey);
        this.inlineBytes = PageLimits.of(survey.superblock.segmentBytes()).inlineBytes();
        boolean deep = options.isDeep();
        this.keyCodec = deep && info.kind() != Kind.REF ? options.codecs().apply(info.keySchema()).orElse(null) : null;
        this.valueCodec = deep ? options.codecs().apply(info.valueSchema()).orElse(null) : null;
    }

    Problems problems() {
        return problems;
    }

    CheckReport.Contents contents(long pages) {
        return new CheckReport.Contents(info, entries, pages, objects);
    }

    @Override
    public void entry(Item item, long page) {
        entries++;
        byte[] value = item.object() == 0 ? item.value() : value(item, page);
        if (keyCodec != null) key(item.key(), page);
        if (valueCodec != null && value != null) value(valueCodec, item.key(), value, page);
    }

    private byte[] value(Item item, long page) {
        long object = item.object();
        if (!reached.add(object)) {
            problems.add(
                    FindingKind.VALUE_SHARED,
                    -1,
                    object,
                    "one entry with this value",
                    "also " + Text.bytes(item.key()));
            return null;
        }
        objects++;
        long record = survey.newest.address(object);
        if (record == 0) {
            problems.add(
                    FindingKind.VALUE_MISSING,
                    -1,
                    page,
                    "the value of %s, object %d".formatted(Text.bytes(item.key()), object),
                    survey.newest.rawAddress(object) == 0 ? "nothing" : "a tombstone");
            return null;
        }
        byte[] value = values.read(object, record, reached, problems);
        if (value != null && value.length <= inlineBytes) {
            problems.add(
                    FindingKind.VALUE_LENGTH,
                    record,
                    object,
                    "more than %d bytes".formatted(inlineBytes),
                    "" + value.length);
        }
        return value;
    }

    private void key(byte[] key, long page) {
        String wrong = wrong(keyCodec, key);
        if (wrong.isEmpty()) return;
        problems.add(FindingKind.KEY_UNREADABLE, -1, page, info.keySchema() + " in " + Text.bytes(key), wrong);
    }

    private void value(Codec<?> codec, byte[] key, byte[] value, long page) {
        String wrong = decoded(codec, value);
        if (wrong.isEmpty()) return;
        problems.add(FindingKind.VALUE_UNREADABLE, -1, page, info.valueSchema() + " under " + Text.bytes(key), wrong);
    }

    /// Keys are found by their bytes, so they must be those that the codec writes.
    private static <T> String wrong(Codec<T> codec, byte[] bytes) {
        String wrong = decoded(codec, bytes);
        if (!wrong.isEmpty()) return wrong;
        var out = new Encoder();
        codec.write(codec.read(new Decoder(bytes)), out);
        return Arrays.equals(out.toByteArray(), bytes) ? "" : "bytes that are not written for it";
    }

    private static String decoded(Codec<?> codec, byte[] bytes) {
        try {
            var in = new Decoder(bytes);
            codec.read(in);
            return in.remaining() == 0 ? "" : in.remaining() + " bytes left over";
        } catch (CodecException e) {
            return String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            return e.toString(); // a codec of somebody else's may throw anything
        }
    }
}
