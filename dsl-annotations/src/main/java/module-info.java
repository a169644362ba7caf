/**
 * The annotations that declare a network: {@link dev.tapeless.Network} and the layers of its
 * fields.
 *
 * <p>They are read while {@code javac} runs and have no effect at run time, so a program may
 * require this module statically:
 *
 * <pre>{@code
 * module digits {
 *     requires static dev.tapeless;
 *     requires dev.tapeless.runtime;
 * }
 * }</pre>
 *
 * <p>For kernels in vectors of the Vector API it says {@code requires static
 * jdk.incubator.vector;}, too: without that its networks stay plain, whatever modules the compiler
 * was told to add.
 *
 * <p>A module that exports a package with a public network requires both of them transitively: its
 * users see the annotations on the class, and the model that the generated class is.
 */
module dev.tapeless {
    // Generated classes carry @Generated, which lives there; a user's module need not know that.
    requires static transitive java.compiler;

    exports dev.tapeless;
}
