/**
 * Three interleaved spirals of points, told apart by a network of one hidden layer.
 *
 * <p>The command draws the points, trains on all of them at once and writes a picture of what the
 * network says everywhere between them.
 */
package dev.tapeless.samples.spiral;
