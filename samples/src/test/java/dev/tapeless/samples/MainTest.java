package dev.tapeless.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Set;

class MainTest {

    static Set<String> commands() {
        return Main.commandLine().getSubcommands().keySet();
    }

    @Test
    void listsItsCommands() {
        String help = CommandRun.of("--help").succeeded().out();
        for (String command : commands()) {
            assertTrue(help.contains("\n  " + command + " "), help);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelp(String command) {
        String help = CommandRun.of(command, "--help").succeeded().out();
        assertTrue(help.startsWith("Usage: java -jar tapeless-samples.jar " + command + " "), help);
        for (CommandLine.Model.OptionSpec option :
                Main.commandLine().getSubcommands().get(command).getCommandSpec().options()) {
            assertTrue(help.contains(option.longestName()), help);
        }
        help.lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void withoutACommandItSaysWhichThereAre() {
        CommandRun run = CommandRun.of();
        assertEquals(CommandRun.of("--help").out(), run.err());
        assertEquals("", run.out());
        assertEquals(2, run.exitCode());
    }

    @Test
    void saysWhatIsWrongWithTheCommandLine() {
        CommandRun.of("neurn").refused("there is no command neurn, did you mean neuron", "--help");
        CommandRun.of("bogus").refused("there is no command bogus", "--help");
        CommandRun.of("-x").refused("did not expect -x", "--help");
        CommandRun.of("neuron", "3").refused("did not expect 3", "neuron --help");
    }

    @Test
    void saysInOneLineWhatIsWrongWithAFile() {
        assertEquals("error: there is no file a\n", failure(new NoSuchFileException("a")));
        assertEquals("error: not allowed to use a\n", failure(new AccessDeniedException("a")));
        assertEquals(
                "error: a: Is a directory\n",
                failure(new FileSystemException("a", null, "Is a directory")));
        assertEquals("error: a: it cannot be used\n", failure(new FileSystemException("a")));
        assertEquals("error: broken\n", failure(new IOException("broken")));
        assertEquals("error: java.io.IOException\n", failure(new IOException()));
        assertEquals("error: two: a\n", failure(new IOException("two\n  a")));
    }

    @Test
    void aMistakeOfItsOwnIsReportedInFull() {
        String text = failure(new IllegalStateException("unforeseen"));
        List<String> lines = text.lines().toList();
        assertEquals("error: this should not have happened, please report it", lines.get(0));
        assertEquals("java.lang.IllegalStateException: unforeseen", lines.get(1));
        assertTrue(lines.get(2).startsWith("\tat "), lines.get(2));
    }

    private static String failure(Exception problem) {
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine();
        commandLine.setErr(new PrintWriter(err, true));
        assertEquals(1, ErrorLine.ofFailure(problem, commandLine, null));
        return err.toString();
    }
}
