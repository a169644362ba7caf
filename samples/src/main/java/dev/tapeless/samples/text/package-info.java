/**
 * A small language model: a transformer decoder reads characters and predicts the next one at every
 * position. The command trains it on a text and then lets it write.
 */
package dev.tapeless.samples.text;
