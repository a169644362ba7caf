package dev.tapeless.processor.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.annotation.processing.Messager;
import javax.tools.Diagnostic;

/**
 * Everything to be said about one network. Adding an error does not end a stage: the stage goes on
 * and finds the other mistakes, and whoever called it stops at a report that is not clean.
 */
public final class Report {

    /**
     * One message about one place.
     *
     * @param message which sentence
     * @param text the sentence with its arguments
     * @param source the place
     */
    public record Item(Message message, String text, SourceRef source) {}

    private final List<Item> items = new ArrayList<>();

    /** Starts without a message. */
    public Report() {}

    /**
     * Adds a message, unless it is a warning that the user suppressed.
     *
     * @param source what it is about
     * @param message which sentence
     * @param arguments what is filled in
     */
    public void add(SourceRef source, Message message, Object... arguments) {
        if (message.kind() == Diagnostic.Kind.ERROR
                || !Suppressions.isSuppressed(source.element(), message.category())) {
            items.add(new Item(message, message.format(arguments), source));
        }
    }

    /**
     * Adds all messages of another report.
     *
     * @param other what is to be said, too
     */
    public void addAll(Report other) {
        items.addAll(other.items);
    }

    /**
     * Whether a stage may follow.
     *
     * @return true when there is no error; warnings and notes may be there
     */
    public boolean isClean() {
        return items.stream().noneMatch(item -> item.message().kind() == Diagnostic.Kind.ERROR);
    }

    /**
     * Whether a message was added, about whatever place.
     *
     * @param message which sentence
     * @return true when it was
     */
    public boolean has(Message message) {
        return items.stream().anyMatch(item -> item.message() == message);
    }

    /**
     * What was added, in that order.
     *
     * @return the messages
     */
    public List<Item> items() {
        return List.copyOf(items);
    }

    /**
     * Prints every message at its place.
     *
     * @param messager where to
     * @param printed what has been printed before and is left out; what is printed now is added.
     *     Two networks that use one broken activation share its message
     */
    public void printTo(Messager messager, Set<Item> printed) {
        for (final Item item : items) {
            if (printed.add(item)) {
                final SourceRef source = item.source();
                messager.printMessage(
                        item.message().kind(),
                        item.text(),
                        source.element(),
                        source.mirror(),
                        source.value());
            }
        }
    }
}
