/**
 * Code in vectors, whatever kernel it stands in: which expressions have a form for vectors, the
 * elementary functions written out in lanes, the frame of a routine. What comes in are values of
 * one element, what goes out are statements over as many lanes as there are. Every lane sees the
 * operations of the plain form in the same order, so the bits are the same.
 */
package dev.tapeless.processor.schedule.lane;
