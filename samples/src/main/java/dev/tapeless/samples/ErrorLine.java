package dev.tapeless.samples;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a person sees when something went wrong: one line on standard error. */
final class ErrorLine {
    private ErrorLine() {}

    /** Options that are wrong, or wrong together. */
    static int ofWrongOptions(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        print(command, problem.getMessage());
        UnmatchedArgumentException.printSuggestions(problem, command.getErr());
        command.getErr()
                .printf(
                        Locale.ROOT,
                        "Try: %s --help\n",
                        command.getCommandSpec().qualifiedName(" "));
        return CommandLine.ExitCode.USAGE;
    }

    /** A command that could not do its work: mostly for reasons that its user can change. */
    static int ofFailure(Exception problem, CommandLine command, ParseResult parsed) {
        if (problem instanceof CommandFailure) {
            print(command, problem.getMessage());
        } else if (problem instanceof IOException ofFile) {
            print(command, describe(ofFile));
        } else {
            StringWriter trace = new StringWriter();
            problem.printStackTrace(new PrintWriter(trace));
            print(command, "this should not have happened, please report it");
            command.getErr().printf("%s", trace);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** The JDK's messages about files are often nothing but the file's name. */
    private static String describe(IOException problem) {
        if (problem instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        }
        if (problem instanceof AccessDeniedException denied) {
            return "not allowed to use " + denied.getFile();
        }
        if (problem instanceof FileSystemException other) {
            String reason = other.getReason() == null ? "it cannot be used" : other.getReason();
            return other.getFile() + ": " + reason;
        }
        return problem.getMessage() == null ? problem.toString() : problem.getMessage();
    }

    private static void print(CommandLine command, String message) {
        String line = message.lines().map(String::strip).collect(Collectors.joining("; "));
        command.getErr().printf(Locale.ROOT, "error: %s\n", line);
    }
}
