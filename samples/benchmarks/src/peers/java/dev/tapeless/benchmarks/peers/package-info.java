/**
 * Other libraries as contestants: built only with the Maven profile {@code peers}, found by the
 * service loader. Invariant: each works on one thread, and what it needs besides its work is made
 * before anything is measured.
 */
package dev.tapeless.benchmarks.peers;
