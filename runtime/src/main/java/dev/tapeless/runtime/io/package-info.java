/**
 * Weights in files: the safetensors format, read strictly and written atomically.
 *
 * <p>{@link dev.tapeless.runtime.io.SafeTensors} moves the parameters of a network to a file and
 * back, under their names and in their natural shapes; {@link dev.tapeless.runtime.io.TensorFile}
 * is the file itself, an ordered map from names to typed, shaped numbers with some text beside it.
 * Invariants: a file is checked as a whole before anything in memory changes, nothing is allocated
 * on the word of a header that the file's length does not support, and a file on disk is either the
 * old one or the new one.
 */
package dev.tapeless.runtime.io;
