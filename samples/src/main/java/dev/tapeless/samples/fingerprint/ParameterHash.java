package dev.tapeless.samples.fingerprint;

import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.Parameters;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of parameters: of their names, shapes and every bit of their values, in natural
 * order, so that it does not matter how they lie in memory.
 */
final class ParameterHash {
    private final MessageDigest digest;

    ParameterHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    void add(Parameters<?> parameters) {
        for (Parameter<?> parameter : parameters) {
            digest.update(parameter.name().getBytes(StandardCharsets.UTF_8));
            int[] shape = parameter.shape();
            double[] values = parameter.values(); // of floats too: a double holds each exactly
            ByteBuffer bytes = ByteBuffer.allocate(4 * shape.length + 8 * values.length);
            for (int length : shape) {
                bytes.putInt(length);
            }
            for (double value : values) {
                bytes.putLong(Double.doubleToLongBits(value));
            }
            digest.update(bytes.flip());
        }
    }

    /** The hash of all that was added, as 64 hexadecimal digits. Ends this object's use. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
