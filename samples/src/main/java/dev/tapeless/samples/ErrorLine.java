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
import java.util.List;
import java.util.Locale;

/** What a person sees when something went wrong: one line on standard error. */
final class ErrorLine {
    private ErrorLine() {}

    /** Options that are wrong, or wrong together. */
    static int ofWrongOptions(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        print(
                command,
                describe(problem)
                        + "; try: "
                        + command.getCommandSpec().qualifiedName(" ")
                        + " --help");
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

    /** Thrown by the Java machine itself, and mostly for a reason that its user can change too. */
    static int ofLackOfMemory(CommandLine command) {
        print(
                command,
                "there is not enough memory; give Java more of it, such as java -Xmx2g -jar");
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String describe(ParameterException problem) {
        if (!(problem instanceof UnmatchedArgumentException unmatched)) {
            return problem.getMessage();
        }
        String first = unmatched.getUnmatched().get(0);
        boolean command = problem.getCommandLine().getParent() == null && !first.startsWith("-");
        String found =
                command ? "there is no command " + first : "did not expect " + unmatched(unmatched);
        // A command's name is suggested with all that stands before it.
        return unmatched.getSuggestions().stream()
                .findFirst()
                .map(name -> found + ", did you mean " + name.substring(name.lastIndexOf(' ') + 1))
                .orElse(found);
    }

    private static String unmatched(UnmatchedArgumentException problem) {
        return String.join(" ", problem.getUnmatched());
    }

    /** The JDK's messages about files are often nothing but the file's name. */
    static String describe(IOException problem) {
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
        return problem.getMessage() == null ? problem.toString() : firstOf(problem.getMessage());
    }

    /** The head of a list and the first of what it lists: enough to act on. */
    private static String firstOf(String message) {
        List<String> lines = message.lines().map(String::strip).toList();
        if (lines.size() == 1) {
            return lines.get(0);
        }
        String first = lines.get(0) + ": " + lines.get(1);
        return lines.size() == 2 ? first : first + " (and more that differs)";
    }

    private static void print(CommandLine command, String message) {
        command.getErr().printf(Locale.ROOT, "error: %s\n", message);
    }
}
