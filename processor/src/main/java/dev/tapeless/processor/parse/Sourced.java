package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.SourceRef;

/**
 * A value and where it was written.
 *
 * @param value the value
 * @param source where
 * @param <T> its type
 */
public record Sourced<T>(T value, SourceRef source) {}
