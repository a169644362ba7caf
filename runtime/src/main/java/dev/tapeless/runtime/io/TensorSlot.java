package dev.tapeless.runtime.io;

import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.ShapedBlocks;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A place in memory whose numbers are one tensor of a file: where {@link SafeTensors#save(
 * java.nio.file.Path, java.util.List, java.util.Map, java.util.Map)} takes them from and where
 * loading puts them. Loading reads and checks all slots before it changes the first.
 */
public final class TensorSlot {
    private final String name;
    private final long[] shape;
    private final TensorType type;
    private final Supplier<StoredTensor> source;
    private final Reader reader;

    /** Checks a tensor of the slot's shape and prepares what cannot fail any more. */
    @FunctionalInterface
    private interface Reader {
        Runnable read(StoredTensor tensor);
    }

    private TensorSlot(
            String name,
            int[] shape,
            TensorType type,
            Supplier<StoredTensor> source,
            Reader reader) {
        this.name = name;
        this.shape = Arrays.stream(shape).asLongStream().toArray();
        this.type = type;
        this.source = source;
        this.reader = reader;
    }

    /**
     * A parameter's values, under its own name.
     *
     * @param parameter the parameter
     * @return its slot
     */
    public static TensorSlot of(Parameter<?> parameter) {
        return ofNumbers(
                parameter.name(),
                parameter.shape(),
                parameter.blocks() instanceof float[][],
                parameter::values,
                parameter::setAll);
    }

    /**
     * Numbers with a shape, for example what an optimizer remembers.
     *
     * @param name the tensor's name
     * @param numbers the numbers
     * @return their slot
     */
    public static TensorSlot of(String name, ShapedBlocks<?> numbers) {
        return ofNumbers(
                name,
                numbers.shape(),
                numbers.blocks() instanceof float[][],
                numbers::toArray,
                numbers::setAll);
    }

    private static TensorSlot ofNumbers(
            String name,
            int[] shape,
            boolean single,
            Supplier<double[]> values,
            Consumer<double[]> setter) {
        return new TensorSlot(
                name,
                shape,
                single ? TensorType.F32 : TensorType.F64,
                () ->
                        single
                                ? StoredTensor.ofFloats(shape, floats(values.get()))
                                : StoredTensor.ofDoubles(shape, values.get()),
                tensor -> {
                    double[] read = tensor.toDoubles();
                    if (single && tensor.type() == TensorType.F64) {
                        requireFloats(read);
                    }
                    return () -> setter.accept(read);
                });
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static void requireFloats(double[] values) {
        for (double value : values) {
            if (Float.isInfinite((float) value) && !Double.isInfinite(value)) {
                throw new IllegalArgumentException(
                        "found the value "
                                + value
                                + ", expected at most "
                                + Float.MAX_VALUE
                                + " in magnitude, as the network computes in single precision");
            }
        }
    }

    /**
     * A few whole numbers in one dimension, for example counters.
     *
     * @param name the tensor's name
     * @param count how many
     * @param values gives them
     * @param checked checks what was read: returns it, or throws an {@link
     *     IllegalArgumentException} whose message says what was found and what was expected
     * @param setter takes them; must not fail
     * @return their slot
     */
    public static TensorSlot ofLongs(
            String name,
            int count,
            Supplier<long[]> values,
            UnaryOperator<long[]> checked,
            Consumer<long[]> setter) {
        int[] shape = {count};
        return new TensorSlot(
                name,
                shape,
                TensorType.I64,
                () -> StoredTensor.ofLongs(shape, values.get()),
                tensor -> {
                    long[] read = checked.apply(tensor.toLongs());
                    return () -> setter.accept(read);
                });
    }

    /**
     * A few numbers in one dimension, in double precision whatever the network computes in.
     *
     * @param name the tensor's name
     * @param count how many
     * @param values gives them
     * @param checked checks what was read: returns it, or throws an {@link
     *     IllegalArgumentException} whose message says what was found and what was expected
     * @param setter takes them; must not fail
     * @return their slot
     */
    public static TensorSlot ofDoubles(
            String name,
            int count,
            Supplier<double[]> values,
            UnaryOperator<double[]> checked,
            Consumer<double[]> setter) {
        int[] shape = {count};
        return new TensorSlot(
                name,
                shape,
                TensorType.F64,
                () -> StoredTensor.ofDoubles(shape, values.get()),
                tensor -> {
                    double[] read = checked.apply(tensor.toDoubles());
                    return () -> setter.accept(read);
                });
    }

    /**
     * The tensor's name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The tensor's shape.
     *
     * @return the live array
     */
    long[] shape() {
        return shape;
    }

    /**
     * Whether a tensor of some type can be read.
     *
     * @param found the type in the file
     * @return whether it can be converted
     */
    boolean takes(TensorType found) {
        return type.isFloating() ? found.isFloating() : found == type;
    }

    /**
     * What can be read.
     *
     * @return types, for messages
     */
    String types() {
        return type.isFloating() ? "F32, F64, F16 or BF16" : type.toString();
    }

    /**
     * The numbers as they are now.
     *
     * @return the tensor
     */
    StoredTensor save() {
        return source.get();
    }

    /**
     * Checks numbers from a file.
     *
     * @param tensor a tensor of this slot's shape and of a type it takes
     * @return what changes the memory and cannot fail
     * @throws IllegalArgumentException if the numbers are not allowed here
     */
    Runnable read(StoredTensor tensor) {
        return reader.read(tensor);
    }
}
