/**
 * A network for any table: the command reads a CSV file, declares a network of the size that the
 * table needs, compiles it while it runs, trains it and tests it on rows it has not seen.
 *
 * <p>{@link dev.tapeless.samples.tabular.CsvTable} is a file's text, cell by cell, {@link
 * dev.tapeless.samples.tabular.Encoding} turns cells into numbers as it was fitted on the rows to
 * learn from, and {@link dev.tapeless.samples.tabular.TableNetwork} is the declaration and what the
 * compiler makes of it. Invariant: whatever is wrong with a file is reported with its line and
 * column.
 */
package dev.tapeless.samples.tabular;
