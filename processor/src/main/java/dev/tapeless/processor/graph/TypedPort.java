package dev.tapeless.processor.graph;

import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.layer.Link;

/**
 * A part of the row of all inputs, or of all outputs, that has a name.
 *
 * @param name the field
 * @param shape its shape for one sample
 * @param offset where it begins in the row
 * @param isInteger whether it holds whole numbers that stand for something
 * @param link what an output makes of its logits
 */
public record TypedPort(String name, Shape shape, int offset, boolean isInteger, Link link) {

    /**
     * How many elements of the row it is.
     *
     * @return at least 1
     */
    public int size() {
        return Math.toIntExact(shape.elements());
    }
}
