package dev.tapeless.runtime.support;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks generated network classes. It is kept in class files, unlike the JDK's own {@code
 * Generated}, so coverage tools, which skip annotations of a name that contains "Generated", and
 * other readers of class files can tell generated code from written code.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface GeneratedNetwork {

    /**
     * The layer fields of the network's declaration, in source order. Class files have them in that
     * order, too, but not every compiler reads them so, and a network may be used as a block of one
     * that is compiled later.
     *
     * @return the names; empty for classes that only hold kernels
     */
    String[] layers() default {};
}
