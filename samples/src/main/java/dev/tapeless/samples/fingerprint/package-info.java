/**
 * Trains a fixed set of networks and reduces all their parameters to one SHA-256.
 *
 * <p>The networks of this package differ in size, precision, activations, branches and dropout;
 * {@link dev.tapeless.samples.fingerprint.FingerprintCommand} trains them from fixed seeds on
 * generated data. Invariant: the hash is the same on every run, Java version and processor, because
 * every sum has one order and every function one implementation.
 */
package dev.tapeless.samples.fingerprint;
