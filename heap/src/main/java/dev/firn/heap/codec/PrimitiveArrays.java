package dev.firn.heap.codec;

import dev.firn.heap.Codec;

/// The codecs of arrays of primitives: the same bytes as a list of them. See [ByteArrays] for bytes.
public final class PrimitiveArrays {
    public static final Codec<boolean[]> BOOLS =
            new Scalar<>(
                    "list<bool>",
                    false,
                    (array, out) -> {
                        out.putVarLong(array.length);
                        for (boolean each : array) {
                            out.putBoolean(each);
                        }
                    },
                    in -> {
                        boolean[] array = new boolean[in.getCount(1)];
                        for (int i = 0; i < array.length; i++) {
                            array[i] = in.getBoolean();
                        }
                        return array;
                    });
    public static final Codec<short[]> SHORTS =
            new Scalar<>(
                    "list<int16>",
                    false,
                    (array, out) -> {
                        out.putVarLong(array.length);
                        for (short each : array) {
                            out.putShort(each);
                        }
                    },
                    in -> {
                        short[] array = new short[in.getCount(Short.BYTES)];
                        for (int i = 0; i < array.length; i++) {
                            array[i] = in.getShort();
                        }
                        return array;
                    });
    public static final Codec<char[]> CHARS =
            new Scalar<>(
                    "list<char>",
                    false,
                    (array, out) -> {
                        out.putVarLong(array.length);
                        for (char each : array) {
                            out.putChar(each);
                        }
                    },
                    in -> {
                        char[] array = new char[in.getCount(Character.BYTES)];
                        for (int i = 0; i < array.length; i++) {
                            array[i] = in.getChar();
                        }
                        return array;
                    });
    public static final Codec<int[]> INTS =
            new Scalar<>(
                    "list<int32>",
                    false,
                    (array, out) -> {
                        out.putVarLong(array.length);
                        for (int each : array) {
                            out.putInt(each);
                        }
                    },
                    in -> {
                        int[] array = new int[in.getCount(Integer.BYTES)];
                        for (int i = 0; i < array.length; i++) {
                            array[i] = in.getInt();
                        }
                        return array;
                    });
    public static final Codec<long[]> LONGS =
            new Scalar<>(
                    "list<int64>",
                    false,
                    (array, out) -> {
                        out.putVarLong(array.length);
                        for (long each : array) {
                            out.putLong(each);
                        }
                    },
                    in -> {
                        long[] array = new long[in.getCount(Long.BYTES)];
                        for (int i = 0; i < array.length; i++) {
                            array[i] = in.getLong();
                        }
                        return array;
                    });
    public static final Codec<float[]> FLOATS =
            new Scalar<>(
                    "list<float32>",
                    false,
                    (array, out) -> {
                        out.putVarLong(array.length);
                        for (float each : array) {
                            out.putFloat(each);
                        }
                    },
                    in -> {
                        float[] array = new float[in.getCount(Float.BYTES)];
                        for (int i = 0; i < array.length; i++) {
                            array[i] = in.getFloat();
                        }
                        return array;
                    });
    public static final Codec<double[]> DOUBLES =
            new Scalar<>(
                    "list<float64>",
                    false,
                    (array, out) -> {
                        out.putVarLong(array.length);
                        for (double each : array) {
                            out.putDouble(each);
                        }
                    },
                    in -> {
                        double[] array = new double[in.getCount(Double.BYTES)];
                        for (int i = 0; i < array.length; i++) {
                            array[i] = in.getDouble();
                        }
                        return array;
                    });

    private PrimitiveArrays() {}
}
