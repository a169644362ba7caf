package dev.tapeless.samples.tabular;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapeless.runtime.RandomStream;
import dev.tapeless.samples.CommandRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

class TabularCommandTest {
    @TempDir private Path folder;

    /** scikit-learn's mean over five seeds is 0.921. */
    @Test
    void learnsIris() {
        CommandRun run =
                ofShared(
                        "iris",
                        "--hidden=16",
                        "--epochs=200",
                        "--batch-size=16",
                        "--learning-rate=0.01");
        assertTrue(score(run) >= 0.921, run.lastLine());
    }

    /** scikit-learn's mean over five seeds is 0.975. */
    @Test
    void learnsDigits() {
        CommandRun run = ofShared("digits", "--hidden=64,32", "--epochs=50");
        assertTrue(score(run) >= 0.975, run.lastLine());
    }

    private static CommandRun ofShared(String name, String... options) {
        Path tables = Path.of(System.getProperty("tapeless.data"), "tabular");
        assumeTrue(Files.isDirectory(tables), "skipped: there is no folder " + tables);
        String[] args = new String[options.length + 5];
        args[0] = "tabular";
        args[1] = "--data=" + tables.resolve(name + ".train.csv");
        args[2] = "--test=" + tables.resolve(name + ".test.csv");
        args[3] = "--label=target";
        args[4] = "--runs=5";
        System.arraycopy(options, 0, args, 5, options.length);
        CommandRun run = CommandRun.of(args).succeeded();
        assertTrue(run.lastLine().startsWith("mean of 5 runs: test accuracy: "), run.out());
        return run;
    }

    private static double score(CommandRun run) {
        return Double.parseDouble(run.lastLine().substring(run.lastLine().lastIndexOf(' ')));
    }

    /** Prices follow from area, district and garden, but for some noise. */
    private Path houses() throws IOException {
        String[] districts = {"north", "\"west, far\"", "\"old \"\"town\"\"\""};
        StringBuilder text = new StringBuilder("id,area,district,garden,price\n");
        for (int i = 0; i < 300; i++) {
            long key = RandomStream.key(1, 0, 0, i);
            double area = 30 + 170 * RandomStream.uniformDouble(key, 0);
            int district = RandomStream.uniformInt(key, 1, 3);
            boolean garden = RandomStream.uniformInt(key, 2, 2) == 1;
            double noise = 5 * RandomStream.gaussian(key, 2);
            double price = area * (1 + 0.5 * district) + (garden ? 50 : 0) + noise;
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%d,%s,%s,%s,%.2f\n",
                            i,
                            i % 50 == 7 ? "" : String.format(Locale.ROOT, "%.1f", area),
                            districts[district],
                            garden ? "yes" : "no",
                            price));
        }
        return Files.writeString(folder.resolve("houses.csv"), text);
    }

    @Test
    void predictsNumbersAndSavesTheJava() throws Exception {
        Path file = houses();
        Path java = folder.resolve("java");
        CommandRun run =
                CommandRun.of(
                                "tabular",
                                "--data=" + file,
                                "--label=price",
                                "--ignore=id",
                                "--hidden=32",
                                "--learning-rate=0.01",
                                "--java=" + java)
                        .succeeded();
        String out = run.out();
        assertTrue(
                out.startsWith(
                        file
                                + ": 300 rows, 1 column of numbers and 2 of categories to predict"
                                + " \"price\" from: numbers\n"),
                out);
        assertTrue(out.contains("@Network(input = 6)\npublic abstract class Table {\n"), out);
        assertTrue(out.contains("test root mean squared error: "), out);
        assertTrue(run.lastLine().startsWith("test R2: "), out);
        assertTrue(score(run) > 0.9, out);
        String declaration = Files.readString(java.resolve("Table.java"));
        assertTrue(out.contains(declaration), declaration);
        String generated = Files.readString(java.resolve("TableNetwork.java"));
        assertTrue(generated.contains("class TableNetwork extends Table"), generated);
    }

    @Test
    void saysWhyANetworkDoesNotCompile() throws Exception {
        Path file = Files.writeString(folder.resolve("t.csv"), "a,y\n1,k\n2,l\n3,k\n4,l\n5,k\n");
        CommandRun run =
                CommandRun.of("tabular", "--data=" + file, "--label=y", "--hidden=50000,50000");
        assertEquals(1, run.exitCode());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(
                run.err().startsWith("error: the network for this table does not compile: "),
                run.err());
        assertTrue(run.err().contains("2,500,000,000"), run.err());
    }

    @Test
    void saysThatItNeedsACompiler() throws Exception {
        Path file = Files.writeString(folder.resolve("t.csv"), "a,y\n1,k\n2,l\n");
        CommandRun.inNewMachine(
                        List.of("--limit-modules=java.desktop,java.logging,java.compiler"),
                        "tabular",
                        "--data=" + file,
                        "--label=y")
                .failed(
                        "this Java has no compiler, and every table needs a network of its own; run"
                                + " the command with a JDK");
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        Path file = Files.writeString(folder.resolve("t.csv"), "a,y\n1,k\n2,l\n");
        String data = "--data=" + file;
        refused("Missing required option: '--label=COLUMN'", data);
        refused("--hidden is 0, expected at least 1", data, "--label=y", "--hidden=3,0");
        refused("--runs is 0, expected at least 1", data, "--label=y", "--runs=0");
        refused(
                "--held-out is 1.0, expected a number between 0 and 1",
                data,
                "--label=y",
                "--held-out=1");
        refused(
                "--test says which rows to test on; leave out --held-out",
                data,
                "--label=y",
                "--test=" + file,
                "--held-out=0.5");
        refused("--data is empty, expected a path", "--data=", "--label=y");
        CommandRun.of("tabular", "--data=" + folder.resolve("none"), "--label=y")
                .failed("there is no file " + folder.resolve("none"));
        CommandRun.of("tabular", data, "--label=z")
                .failed(file + ": line 1, columns 1 to 2: found no column \"z\", there are a, y");
    }

    private static void refused(String message, String... options) {
        String[] args = new String[options.length + 1];
        args[0] = "tabular";
        System.arraycopy(options, 0, args, 1, options.length);
        CommandRun.of(args).refused(message, "tabular --help");
    }
}
