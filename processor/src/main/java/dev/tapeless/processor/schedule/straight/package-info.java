/**
 * Networks that are small enough for straight-line code, one statement an element. What comes in
 * are graphs of which one sample at a time can be computed, what goes out is a schedule; it adds in
 * the order in which the elements are named.
 */
package dev.tapeless.processor.schedule.straight;
