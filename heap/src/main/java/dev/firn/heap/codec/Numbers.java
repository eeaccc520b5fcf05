package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import dev.firn.heap.CodecException;
import dev.firn.heap.Decoder;
import dev.firn.heap.Encoder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;

/// The codecs of numbers that are objects.
public final class Numbers {
    /// A tag that sorts by sign and size, then the magnitude; all bits inverted when negative.
    public static final Codec<BigInteger> BIG_INTEGER =
            new Scalar<>("bigint", true, Numbers::writeInteger, Numbers::readInteger);

    /// Scale and unscaled value. Not ordered: 1.0 and 1.00 are equal in order, but are two values and so have two
    /// encodings.
    public static final Codec<BigDecimal> BIG_DECIMAL =
            new Scalar<>("decimal", false, Numbers::writeDecimal, Numbers::readDecimal);

    /// Two signed halves, because `UUID.compareTo` compares them so.
    public static final Codec<UUID> UUID =
            new Scalar<>("uuid", true, Numbers::writeUuid, in -> new UUID(in.getLong(), in.getLong()));

    private static final int ZERO = 0x80;
    private static final int LONG_FORM = 0xf8;
    private static final int LONG_SIZE = LONG_FORM - ZERO;
    private static final int NEGATIVE = 0xff;

    private Numbers() {}

    private static void writeInteger(BigInteger value, Encoder out) {
        int inverted = value.signum() < 0 ? NEGATIVE : 0;
        BigInteger magnitude = value.abs();
        int size = (magnitude.bitLength() + 7) / 8;
        writeSize(size, inverted, out);
        byte[] bytes = magnitude.toByteArray();
        for (int i = bytes.length - size; i < bytes.length; i++) {
            out.putUnsignedByte(bytes[i] ^ inverted);
        }
    }

    private static void writeSize(int size, int inverted, Encoder out) {
        if (size < LONG_SIZE) {
            out.putUnsignedByte(ZERO + size ^ inverted);
            return;
        }
        out.putUnsignedByte(LONG_FORM ^ inverted);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.putUnsignedByte(size >>> shift ^ inverted);
        }
    }

    private static BigInteger readInteger(Decoder in) {
        int tag = in.getUnsignedByte();
        int inverted = tag < ZERO ? NEGATIVE : 0;
        byte[] magnitude = in.getBytes(readSize(tag ^ inverted, inverted, in));
        for (int i = 0; i < magnitude.length; i++) {
            magnitude[i] ^= (byte) inverted;
        }
        if (magnitude.length == 0 ? inverted != 0 : magnitude[0] == 0) {
            throw new CodecException("bigint: expected a magnitude without leading zeros before byte " + in.position());
        }
        return new BigInteger(inverted == 0 ? 1 : -1, magnitude);
    }

    private static int readSize(int tag, int inverted, Decoder in) {
        if (tag < LONG_FORM) {
            return tag - ZERO;
        }
        int size = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            size = size << 8 | in.getUnsignedByte() ^ inverted;
        }
        if (tag != LONG_FORM || size < LONG_SIZE) {
            throw new CodecException(
                    ("bigint: expected a size of at least %d after the tag f8 before byte %d, " + "found %d after %02x")
                            .formatted(LONG_SIZE, in.position(), size, tag));
        }
        return size;
    }

    private static void writeDecimal(BigDecimal value, Encoder out) {
        ZigZag.put(value.scale(), out);
        writeInteger(value.unscaledValue(), out);
    }

    private static BigDecimal readDecimal(Decoder in) {
        int scale = ZigZag.get(in);
        return new BigDecimal(readInteger(in), scale);
    }

    private static void writeUuid(UUID value, Encoder out) {
        out.putLong(value.getMostSignificantBits());
        out.putLong(value.getLeastSignificantBits());
    }
}
