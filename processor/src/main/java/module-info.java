/**
 * The annotation processor. A program needs it on its processor path (or its processor module path)
 * and nowhere else; it exports nothing.
 */
module dev.tapeless.processor {
    requires java.compiler;
    requires com.palantir.javapoet;
    requires auto.common;
    requires static com.google.auto.service;

    provides javax.annotation.processing.Processor with
            dev.tapeless.processor.NetworkProcessor;
}
