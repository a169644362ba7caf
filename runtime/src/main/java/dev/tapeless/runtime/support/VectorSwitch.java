package dev.tapeless.runtime.support;

import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Decides when a generated network changes over from kernels in plain Java to those in vectors of
 * the JDK's Vector API. Both give the same bits, so nobody can tell but by the time.
 *
 * <p>Vectors need the module {@code jdk.incubator.vector}, which a JVM has when it is started with
 * {@code --add-modules jdk.incubator.vector}. Before the just-in-time compiler has seen them they
 * are a thousand times as slow as afterwards. So a network starts plain; once it has been used for
 * a while, a thread of its own, a daemon called {@code tapeless-warm-up}, runs the kernels on zeros
 * until they are compiled, and from then on they are used. There is at most one such thread at a
 * time, and it ends when it is done. {@link #warmUp()} does the same at once, on the caller's
 * thread.
 *
 * <p>The system property {@code tapeless.vectors} overrides this: {@code off} stays plain, {@code
 * on} uses vectors from the first call on, {@code auto} is the default. A class of networks reads
 * it once, when it is loaded; where a security manager hides it, it is {@code auto}. With {@code
 * on} no thread warms anything up: the first thousands of calls are slow, unless {@link #warmUp()}
 * comes before them. Where the system gives no thread for the warm-up, or vectors do not start, the
 * network stays plain until {@link #warmUp()}.
 */
public final class VectorSwitch {
    /** The system property. */
    public static final String PROPERTY = "tapeless.vectors";

    /** Calls after which the kernels are worth a warm-up, however short they are. */
    private static final int CALLS = 2000;

    /** Time since the first call after which they are, however few calls there were. */
    private static final long NANOS = 500_000_000;

    private static final Object ONE_AT_A_TIME = new Object();

    private final Runnable operations;
    private final Runnable kernels;
    private final BooleanSupplier areWide;
    private final Executor beside;
    private final WarmUp warmUp;
    private final boolean isPossible;
    private volatile boolean on;
    private boolean isWarm;
    private boolean waits;
    private int calls;
    private long first;

    /**
     * A switch.
     *
     * @param operations uses every operation of vectors once
     * @param kernels runs every kernel once
     * @param areWide whether the processor's vectors are wide enough
     * @param isAvailable whether there is a Vector API
     * @param setting the value of the system property
     * @param beside runs the warm-up of its own
     * @param warmUp what has been shown to the just-in-time compiler
     */
    VectorSwitch(
            Runnable operations,
            Runnable kernels,
            BooleanSupplier areWide,
            boolean isAvailable,
            String setting,
            Executor beside,
            WarmUp warmUp) {
        this.operations = operations;
        this.kernels = kernels;
        this.areWide = areWide;
        this.beside = beside;
        this.warmUp = warmUp;
        this.isPossible = isAvailable && !setting.equalsIgnoreCase("off");
        boolean atOnce = isPossible && setting.equalsIgnoreCase("on");
        this.waits = isPossible && !atOnce;
        if (atOnce) {
            unasked(this::begin);
        }
    }

    /**
     * The switch of a class of networks.
     *
     * @param operations uses every operation of vectors that kernels of any network have; not
     *     called where the Vector API is missing
     * @param kernels runs every kernel once on zeros; not called where the Vector API is missing
     * @return a switch that is off, unless the system property says otherwise
     */
    public static VectorSwitch of(Runnable operations, Runnable kernels) {
        return of(operations, kernels, () -> true);
    }

    /**
     * The switch of a class of networks whose kernels need vectors of some width.
     *
     * @param operations uses every operation of vectors that kernels of any network have; not
     *     called where the Vector API is missing
     * @param kernels runs every kernel once on zeros; not called where the Vector API is missing
     * @param areWide whether the processor's vectors are wide enough; not called where the Vector
     *     API is missing
     * @return a switch that is off, unless the system property says otherwise, and stays off where
     *     they are not
     */
    public static VectorSwitch of(Runnable operations, Runnable kernels, BooleanSupplier areWide) {
        return new VectorSwitch(
                operations,
                kernels,
                areWide,
                isAvailable(),
                setting(() -> System.getProperty(PROPERTY, "auto")),
                VectorSwitch::runBeside,
                WarmUp.OF_THIS_JVM);
    }

    /**
     * The value of the system property.
     *
     * @param property reads it
     * @return what it says, or the default where it must not be read
     */
    static String setting(Supplier<String> property) {
        try {
            return property.get();
        } catch (SecurityException hidden) {
            return "auto";
        }
    }

    /**
     * Runs something on a daemon thread of its own. It inherits no thread-local values, since the
     * caller's work, a request for instance, may be over long before. Of the rest it has what the
     * JDK gives a new thread: the caller's group and priority, and the caller's context class
     * loader on JDK 17, the system's on JDK 25. Kernels look at none of them.
     *
     * @param warmUp what to run
     */
    static void runBeside(Runnable warmUp) {
        Thread thread = new Thread(null, warmUp, "tapeless-warm-up", 0, false);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Whether this JVM has the module of the Vector API.
     *
     * @return true if it was started with it
     */
    public static boolean isAvailable() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /**
     * Whether the kernels in vectors are to be used. Called once for each prediction or pass of
     * training.
     *
     * @return true from the changeover on
     */
    public boolean isOn() {
        if (waits) {
            count();
        }
        return on;
    }

    /** Racy on purpose: a call that another thread's overwrites does not matter. */
    private void count() {
        if (calls == 0) {
            first = System.nanoTime();
        }
        calls++;
        if (calls > CALLS || (calls > 1 && System.nanoTime() - first > NANOS)) {
            start();
        }
    }

    private synchronized void start() {
        if (waits) {
            waits = false;
            try {
                beside.execute(() -> unasked(this::run));
            } catch (OutOfMemoryError | SecurityException noThread) {
                // "unable to create native thread": the prediction that has counted needs none
                return;
            }
        }
    }

    /**
     * Changes over now: returns when the kernels are compiled. Does nothing where the Vector API is
     * missing, where the system property says {@code off}, and the second time.
     */
    public void warmUp() {
        waits = false;
        if (isPossible) {
            run();
        }
    }

    /**
     * Nobody waits for what was not asked for, so what goes wrong in it must end neither in a
     * handler of uncaught exceptions nor in a class of networks that cannot be loaded: the network
     * stays plain, and a log says why.
     */
    private static void unasked(Runnable changeOver) {
        try {
            changeOver.run();
        } catch (RuntimeException | LinkageError | VirtualMachineError unusable) {
            System.getLogger(VectorSwitch.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "vectors cannot be used, and the network stays in plain Java",
                            unusable);
        }
    }

    /** Changes over before anything is compiled. */
    private void begin() {
        if (areWide.getAsBoolean()) {
            warmUp.begin(operations);
            on = true;
        }
    }

    private void run() {
        synchronized (ONE_AT_A_TIME) {
            if (!isWarm && areWide.getAsBoolean()) {
                warmUp.begin(operations);
                warmUp.run(kernels);
                isWarm = true;
                on = true;
            }
        }
    }

    /**
     * Rows of zeros for a warm-up: one array, as often as there are rows.
     *
     * @param rows how many rows
     * @param length elements of a row
     * @return the rows
     */
    public static float[][] floats(int rows, int length) {
        float[][] all = new float[rows][];
        Arrays.fill(all, new float[length]);
        return all;
    }

    /**
     * Rows of zeros for a warm-up: one array, as often as there are rows.
     *
     * @param rows how many rows
     * @param length elements of a row
     * @return the rows
     */
    public static double[][] doubles(int rows, int length) {
        double[][] all = new double[rows][];
        Arrays.fill(all, new double[length]);
        return all;
    }
}
