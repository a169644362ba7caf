package dev.tapeless.processor.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Set;

import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Another processor, which writes one source file in the first round. */
public final class GeneratingProcessor extends AbstractProcessor {

    private final SourceText source;
    private boolean isDone;

    /**
     * A processor for one compilation.
     *
     * @param source what it writes
     */
    public GeneratingProcessor(SourceText source) {
        this.source = source;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (!isDone) {
            isDone = true;
            final String name = source.path().replace(".java", "").replace('/', '.');
            try (Writer writer = processingEnv.getFiler().createSourceFile(name).openWriter()) {
                writer.write(source.text());
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return false;
    }
}
