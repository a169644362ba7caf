package dev.tapeless.samples;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.nio.file.Path;

/**
 * Checks of options' values that a command line cannot make by itself. What is wrong ends the
 * command with a line that says how to ask.
 *
 * @param spec the command whose options they are
 */
public record Options(CommandSpec spec) {

    /**
     * A number of things.
     *
     * @param option its name
     * @param value what was asked for
     */
    public void atLeastOne(String option, int value) {
        if (value < 1) {
            throw wrong(option + " is " + value + ", expected at least 1");
        }
    }

    /**
     * A finite number above zero.
     *
     * @param option its name
     * @param value what was asked for
     */
    public void positive(String option, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw wrong(option + " is " + value + ", expected a number above 0");
        }
    }

    /**
     * A path that may be left out, but is not what is left of {@code --data "$FOLDER"} without such
     * a variable.
     *
     * @param option its name
     * @param path what was asked for; null if nothing was
     */
    public void notEmpty(String option, Path path) {
        if (path != null && path.toString().isEmpty()) {
            throw wrong(option + " is empty, expected a path");
        }
    }

    /**
     * Whether an option was given.
     *
     * @param option its name
     * @return whether it stands on the command line
     */
    public boolean given(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    /**
     * Any other wrong use.
     *
     * @param message what was found and what was expected
     * @return what to throw
     */
    public ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
