/**
 * Applications that use Tapeless as any build does, in one runnable jar.
 *
 * <p>{@link dev.tapeless.samples.Main} takes a command line and runs one command; each command
 * lives in a package of its own, beside the network that it trains. What a person asked for goes to
 * standard output, complaints to standard error, and progress is shown at a terminal only.
 * Invariant: a wrong option, file or folder ends in one line that says what to do and an exit code
 * other than 0, never in a stack trace.
 */
package dev.tapeless.samples;
