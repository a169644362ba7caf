package dev.tapeless.samples.tabular;

import dev.tapeless.runtime.Model;
import dev.tapeless.samples.CommandFailure;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** A network that was compiled for a table. */
final class TableNetwork {
    private final Method create;
    private final String generatedSource;

    private TableNetwork(Method create, String generatedSource) {
        this.create = create;
        this.generatedSource = generatedSource;
    }

    /**
     * Compiles a declaration.
     *
     * @param source the declaration
     * @return the network
     * @throws CommandFailure if it does not compile
     */
    static TableNetwork compile(NetworkSource source) throws CommandFailure {
        String name = NetworkSource.PACKAGE + "." + NetworkSource.NAME;
        MemoryCompiler.Compiled compiled = MemoryCompiler.compile(name, source.text());
        try {
            Method create =
                    compiled.classes().loadClass(name + "Network").getMethod("create", long.class);
            return new TableNetwork(create, compiled.generatedSource());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("generated classes have create(long)", impossible);
        }
    }

    /** The Java that the processor wrote. */
    String generatedSource() {
        return generatedSource;
    }

    /** A new model with parameters that depend on a seed. */
    @SuppressWarnings("unchecked") // it computes in single precision unless it says otherwise
    Model<float[]> create(long seed) {
        try {
            return (Model<float[]>) create.invoke(null, seed);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("it is public", impossible);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof Error error) {
                throw error; // there is not enough memory
            }
            throw new IllegalStateException(failure.getCause());
        }
    }
}
