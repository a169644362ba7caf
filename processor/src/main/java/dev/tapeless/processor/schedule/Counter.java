package dev.tapeless.processor.schedule;

/**
 * The counter of a loop, from 0.
 *
 * @param name its name in the code
 * @param extent how often the loop runs
 */
record Counter(String name, int extent) {}
