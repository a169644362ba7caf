package dev.tapeless.processor.emit;

/** Text that Javadoc shows as it is. */
final class JavadocText {

    private JavadocText() {}

    /** Text with the characters that HTML and Javadoc give a meaning replaced. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("{", "&#123;")
                .replace("*/", "*&#47;");
    }
}
