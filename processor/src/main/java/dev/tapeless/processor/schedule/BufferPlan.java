package dev.tapeless.processor.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shares rows between values that do not live at the same time. Times are the positions of kernels
 * in a program.
 */
final class BufferPlan {

    private final String stem;
    private final List<Buffer> buffers = new ArrayList<>();
    private final Map<Buffer, Integer> busyUntil = new LinkedHashMap<>();

    /**
     * Starts without rows.
     *
     * @param stem how the names of shared rows begin
     */
    BufferPlan(String stem) {
        this.stem = stem;
    }

    /** Rows that are free at the first time, taken until the last. */
    Buffer take(int rowLength, int first, int last) {
        Buffer best = null;
        for (final Map.Entry<Buffer, Integer> entry : busyUntil.entrySet()) {
            final Buffer buffer = entry.getKey();
            final boolean fits = entry.getValue() < first && buffer.rowLength() >= rowLength;
            if (fits && (best == null || buffer.rowLength() < best.rowLength())) {
                best = buffer;
            }
        }
        if (best == null) {
            best = new Buffer(stem + busyUntil.size(), Buffer.BATCH, rowLength);
            buffers.add(best);
        }
        busyUntil.put(best, last);
        return best;
    }

    /** Rows that belong to one value for good. */
    Buffer keep(String name, int rowLength) {
        final Buffer buffer = new Buffer(name, Buffer.BATCH, rowLength);
        buffers.add(buffer);
        return buffer;
    }

    /** All rows, in the order in which they were first taken. */
    List<Buffer> buffers() {
        return buffers;
    }
}
