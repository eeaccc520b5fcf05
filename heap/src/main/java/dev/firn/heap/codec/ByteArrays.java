package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;

/// The two codecs of byte arrays.
public final class ByteArrays {
    /// Length and content.
    public static final Codec<byte[]> COUNTED =
            new Scalar<>("bytes", false, ByteArrays::writeCounted, in -> in.getBytes(in.getCount(1)));

    /// As a string of units 00 to ff, of which only 00 and 01 need more than one byte.
    public static final Codec<byte[]> ORDERED =
            new Scalar<>("bytes-ordered", true, ByteArrays::writeOrdered, ByteArrays::readOrdered);

    private ByteArrays() {}

    private static void writeCounted(byte[] value, Encoder out) {
        out.putVarLong(value.length);
        out.putBytes(value);
    }

    private static void writeOrdered(byte[] value, Encoder out) {
        for (byte each : value) {
            if (each == 0 || each == 1) {
                out.putUnsignedByte(OrderedText.ESCAPE);
                out.putUnsignedByte(each + 1);
            } else {
                out.putUnsignedByte(each);
            }
        }
        out.putUnsignedByte(OrderedText.END);
    }

    private static byte[] readOrdered(Decoder in) {
        Encoder content = new Encoder(Math.min(in.remaining(), 64));
        for (int next = in.getUnsignedByte(); next != OrderedText.END; next = in.getUnsignedByte()) {
            content.putUnsignedByte(next == OrderedText.ESCAPE ? escaped(in) : next);
        }
        return content.toByteArray();
    }

    private static int escaped(Decoder in) {
        int found = in.getUnsignedByte();
        if (found != 1 && found != 2) {
            throw new CodecException(
                    "bytes-ordered: expected 01 or 02 after the escape 01 at byte %d, found %02x"
                            .formatted(in.position() - 1, found));
        }
        return found - 1;
    }
}
