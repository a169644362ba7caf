/**
 * Pictures of what a network learnt, as PNG files.
 *
 * <p>{@link dev.tapeless.samples.picture.Chart} draws numbers with axes, through XChart; {@link
 * dev.tapeless.samples.picture.Tiles} draws many small images with captions. Both end in a {@link
 * dev.tapeless.samples.picture.Picture}, which is written to an {@link
 * dev.tapeless.samples.OutputFile}. Invariant: no screen is needed.
 */
package dev.tapeless.samples.picture;
