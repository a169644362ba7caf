package dev.tapeless.processor.schedule.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shares rows between values that do not live at the same time. Times are the positions of kernels
 * in a program.
 */
public final class BufferPlan {

    private final String stem;
    private final Set<String> names;
    private final List<Buffer> buffers = new ArrayList<>();
    private final Map<Buffer, Integer> busyUntil = new LinkedHashMap<>();

    /**
     * Starts without rows.
     *
     * @param stem how the names of shared rows begin
     * @param names the names that are given already, which grow
     */
    public BufferPlan(String stem, Set<String> names) {
        this.stem = stem;
        this.names = names;
    }

    /** A plan of times of its own, whose rows have other names than these. */
    public BufferPlan inner() {
        return new BufferPlan(stem, names);
    }

    /** Rows that are free at the first time, taken until the last. */
    public Buffer take(int rowLength, int first, int last) {
        return take(Buffer.BATCH, rowLength, first, last);
    }

    /** So many rows that are free at the first time, taken until the last. */
    public Buffer take(int rows, int rowLength, int first, int last) {
        Buffer best = null;
        for (final Map.Entry<Buffer, Integer> entry : busyUntil.entrySet()) {
            final Buffer buffer = entry.getKey();
            final boolean fits =
                    entry.getValue() < first
                            && buffer.rows() == rows
                            && buffer.rowLength() >= rowLength;
            if (fits && (best == null || buffer.rowLength() < best.rowLength())) {
                best = buffer;
            }
        }
        if (best == null) {
            best = new Buffer(freeName(), rows, rowLength);
            buffers.add(best);
        }
        busyUntil.put(best, last);
        return best;
    }

    /** A number behind the stem; values that have rows of their own may be called so too. */
    private String freeName() {
        int number = busyUntil.size();
        while (!names.add(stem + number)) {
            number++;
        }
        return stem + number;
    }

    /** Rows that belong to one value for good. */
    public Buffer keep(String preferred, int rowLength) {
        return keep(preferred, Buffer.BATCH, rowLength);
    }

    /** So many rows that belong to one value for good. */
    public Buffer keep(String preferred, int rows, int rowLength) {
        String name = preferred;
        for (int k = 2; !names.add(name); k++) {
            name = preferred + "_" + k;
        }
        final Buffer buffer = new Buffer(name, rows, rowLength);
        buffers.add(buffer);
        return buffer;
    }

    /** All rows, in the order in which they were first taken. */
    public List<Buffer> buffers() {
        return buffers;
    }
}
