package dev.tapeless.processor.ir;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a network computes for one element of a sequence, with what it carries on from one element
 * to the next.
 *
 * @param graph of the input {@code input}, a sequence of one element, and the states; its outputs
 *     are {@code output} and, under {@link Graph#NEXT} and its name, each next state
 * @param starts what every state starts from, by the name of its input
 */
public record StepGraph(Graph graph, Map<String, Double> starts) {

    /** Keeps an unmodifiable copy that preserves the order. */
    public StepGraph {
        starts = Collections.unmodifiableMap(new LinkedHashMap<>(starts));
    }
}
