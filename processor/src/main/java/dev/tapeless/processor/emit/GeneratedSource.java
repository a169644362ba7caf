package dev.tapeless.processor.emit;

import java.io.IOException;
import java.io.Writer;

import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;

/**
 * A source file that was generated.
 *
 * @param name the qualified name of its class
 * @param text its text, the same on every machine
 * @param origin what it was generated from
 */
public record GeneratedSource(String name, String text, Element origin) {

    /**
     * Hands the file to the compiler.
     *
     * @param filer where to
     * @throws IOException if it cannot be written
     */
    public void writeTo(Filer filer) throws IOException {
        try (Writer writer = filer.createSourceFile(name, origin).openWriter()) {
            writer.write(text);
        }
    }
}
