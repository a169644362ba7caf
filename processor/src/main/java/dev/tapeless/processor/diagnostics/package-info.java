/**
 * What users are told. Every sentence stands in {@link Message}; the stages add messages to a
 * {@link Report} together with the {@link SourceRef} of what is wrong, and never throw because of a
 * user's mistake. Nothing is printed before all mistakes of a network are known. Imports no other
 * package of the processor.
 */
package dev.tapeless.processor.diagnostics;
