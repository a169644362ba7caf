/**
 * Recurrence: a network reads numbers one after the other and adds up the two that are marked,
 * however long ago they came. The command compares it with the best answer of somebody who does not
 * look, and gives the trained network the sequences element by element.
 */
package dev.tapeless.samples.sequence;
