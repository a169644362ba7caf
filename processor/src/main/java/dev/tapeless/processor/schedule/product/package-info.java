/**
 * Products of rows of samples with a weight, and their gradients: sums in registers, rows that the
 * just-in-time compiler vectorises, dot products and tiles in vectors. What comes in is the role of
 * each operand, what goes out are statements. All forms of one product take a sum in the same
 * order.
 */
package dev.tapeless.processor.schedule.product;
