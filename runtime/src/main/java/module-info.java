/**
 * What a generated network needs at run time: the model interface and its parameters, optimizers,
 * losses, training, data and files. It depends on nothing but {@code java.base} and uses no
 * reflection.
 */
module dev.tapeless.runtime {
    exports dev.tapeless.runtime;
    exports dev.tapeless.runtime.data;
    exports dev.tapeless.runtime.io;
    exports dev.tapeless.runtime.loss;
    exports dev.tapeless.runtime.math;
    exports dev.tapeless.runtime.optimizer;
    exports dev.tapeless.runtime.schedule;
    exports dev.tapeless.runtime.support;
    exports dev.tapeless.runtime.train;
}
