package dev.tapeless.processor.schedule.scope;

import java.util.LinkedHashSet;
import java.util.Set;

/** The names of the kernels of a program, each given once: a prefix and the name of a value. */
public final class KernelNames {

    private static final String GRADIENT = "dL/d";

    private final String prefix;
    private final String stepPrefix;
    private final Set<String> taken;

    /**
     * Names with prefixes.
     *
     * @param prefix of a kernel, for instance {@code forward}
     * @param stepPrefix of what is done at one position of a loop, for instance {@code forwardStep}
     */
    public KernelNames(String prefix, String stepPrefix) {
        this(prefix, stepPrefix, new LinkedHashSet<>());
    }

    private KernelNames(String prefix, String stepPrefix, Set<String> taken) {
        this.prefix = prefix;
        this.stepPrefix = stepPrefix;
        this.taken = taken;
    }

    /** The names of what is done at one position. */
    public KernelNames inner() {
        return new KernelNames(stepPrefix, stepPrefix, taken);
    }

    /** The name of the kernel that gives the value of a label. */
    public String kernel(String label) {
        final String value =
                label.startsWith(GRADIENT) ? label.substring(GRADIENT.length()) : label;
        final String stem = prefix + LocalNames.capitalized(LocalNames.identifier(value));
        String name = stem;
        for (int k = 2; !taken.add(name); k++) {
            name = stem + "_" + k;
        }
        return name;
    }
}
