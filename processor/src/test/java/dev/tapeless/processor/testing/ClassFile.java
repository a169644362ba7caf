package dev.tapeless.processor.testing;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads from a class file how large it is where the JVM has limits. */
public final class ClassFile {

    private static final int UTF8 = 1;

    private final DataInputStream in;
    private final Map<Integer, String> texts = new LinkedHashMap<>();
    private final Map<String, Integer> methods = new LinkedHashMap<>();
    private int constants;

    private ClassFile(byte[] bytes) {
        in = new DataInputStream(new ByteArrayInputStream(bytes));
    }

    /**
     * Reads a class file.
     *
     * @param bytes the file
     * @return its sizes
     */
    public static ClassFile of(byte[] bytes) {
        try {
            final ClassFile file = new ClassFile(bytes);
            file.read();
            return file;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The methods; of those that share a name, the largest.
     *
     * @return the bytes of bytecode by the name of the method
     */
    public Map<String, Integer> methods() {
        return methods;
    }

    /**
     * The entries of the constant pool.
     *
     * @return how many there are
     */
    public int constants() {
        return constants;
    }

    private void read() throws IOException {
        in.skipNBytes(8);
        readConstants();
        in.skipNBytes(6);
        in.skipNBytes(2L * in.readUnsignedShort());
        readMembers(new LinkedHashMap<>());
        readMembers(methods);
    }

    private void readConstants() throws IOException {
        constants = in.readUnsignedShort();
        for (int k = 1; k < constants; k++) {
            final int tag = in.readUnsignedByte();
            switch (tag) {
                case UTF8 -> texts.put(k, in.readUTF());
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    k++; // Numbers of eight bytes have two places.
                }
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                default -> throw new IOException("constant of kind " + tag);
            }
        }
    }

    private void readMembers(Map<String, Integer> sizes) throws IOException {
        final int count = in.readUnsignedShort();
        for (int k = 0; k < count; k++) {
            in.skipNBytes(2);
            final String name = texts.get(in.readUnsignedShort());
            in.skipNBytes(2);
            final int attributes = in.readUnsignedShort();
            for (int a = 0; a < attributes; a++) {
                final boolean isCode = "Code".equals(texts.get(in.readUnsignedShort()));
                final int length = in.readInt();
                if (isCode) {
                    in.skipNBytes(4);
                    sizes.merge(name, in.readInt(), Math::max);
                    in.skipNBytes(length - 8L);
                } else {
                    in.skipNBytes(length);
                }
            }
        }
    }
}
