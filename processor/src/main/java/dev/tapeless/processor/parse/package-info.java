/**
 * From annotated classes to records. Comes in: a class annotated with {@code @Network}, as {@code
 * javax.lang.model} shows it. Goes out: a {@link dev.tapeless.processor.parse.NetworkDeclaration}
 * in source order, in which every value keeps the place where it was written. What can be judged by
 * looking at the class and its fields alone is checked here; whether the layers fit together is
 * not. Annotations are read by their mirrors only, so nothing here needs the annotations on the
 * class path. Imports {@code diagnostics} only.
 */
package dev.tapeless.processor.parse;
