/**
 * Prints a schedule as one Java class; the only package that knows JavaPoet. What comes in are the
 * checked network and its schedule, what goes out is a source file whose text depends on nothing
 * else: no date, no version, no order of a hash. No decision about arithmetic is taken here.
 */
package dev.tapeless.processor.emit;
