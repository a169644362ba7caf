package dev.tapeless.runtime.train;

import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.Parameters;
import dev.tapeless.runtime.ShapedBlocks;
import dev.tapeless.runtime.io.TensorSlot;

import java.util.ArrayList;
import java.util.List;

/** A copy of a network's parameters in memory. */
final class Snapshot {
    private final Parameters<?> parameters;
    private final List<ShapedBlocks<?>> copies = new ArrayList<>();

    /**
     * A copy of zeros.
     *
     * @param parameters the parameters to be copied
     */
    Snapshot(Parameters<?> parameters) {
        this.parameters = parameters;
        for (Parameter<?> parameter : parameters) {
            copies.add(parameter.zerosLike(parameter.name()));
        }
    }

    /** Copies the parameters as they are now. */
    void take() {
        for (int p = 0; p < copies.size(); p++) {
            copy(parameters.get(p).blocks(), copies.get(p).blocks());
        }
    }

    /** Sets the parameters to what they were when the copy was taken. */
    void restore() {
        for (int p = 0; p < copies.size(); p++) {
            copy(copies.get(p).blocks(), parameters.get(p).blocks());
        }
    }

    private static void copy(Object[] from, Object[] to) {
        for (int b = 0; b < from.length; b++) {
            int length =
                    from[b] instanceof float[] floats ? floats.length : ((double[]) from[b]).length;
            System.arraycopy(from[b], 0, to[b], 0, length);
        }
    }

    /**
     * The copy in a file.
     *
     * @param prefix what stands before the parameters' names
     * @return a slot for each parameter
     */
    List<TensorSlot> slots(String prefix) {
        List<TensorSlot> slots = new ArrayList<>();
        for (ShapedBlocks<?> copy : copies) {
            slots.add(TensorSlot.of(prefix + copy.name(), copy));
        }
        return slots;
    }
}
