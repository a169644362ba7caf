package dev.tapeless.processor.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.processor.NetworkProcessor;
import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Compilers;
import dev.tapeless.processor.testing.Expected;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javax.annotation.processing.Processor;

/** Networks in networks that do not fit, and uses of them that cannot be meant. */
class BlockErrorsTest {

    private static final String MIXER =
            """
            @Network(input = 16) abstract class Mixer {
                @Dense(32) @Relu Layer hidden;
                @Dense(16) Layer mixed;
            }
            """;

    @Test
    void aBlockTakesTheShapeThatItDeclares() {
        Expected.in(
                        MIXER,
                        """
                        @Network(input = {4, 4}) abstract class Deep {
                            @Block(Mixer§.class) Layer first;
                            @Flatten @Dense(15) Layer narrow;
                            @Residual(value = Mixer§.class, sharing = "first") Layer second;
                            @Dense(4) Layer logits;
                        }
                        """)
                .says(
                        Message.BLOCK_INPUT,
                        "[NetworkBlock] Block \"first\" reads the input of the network, which has"
                            + " the shape [4, 4], but Mixer is declared for the shape [16]: change"
                            + " the input of Mixer, or what this layer reads")
                .says(
                        Message.BLOCK_INPUT,
                        "[NetworkBlock] Residual \"second\" reads Dense \"narrow\", which has the"
                            + " shape [15], but Mixer is declared for the shape [16]: change the"
                            + " input of Mixer, or what this layer reads")
                .check();
    }

    @Test
    void namesThatABlockHasTwiceAreToldOnce() {
        Expected.in(
                        """
                        @Network(input = 3) abstract class Twice {
                            @Dense(3) §@LayerNorm Layer both;
                        }
                        """,
                        """
                        @Network(input = 3) abstract class Deep {
                            @Block(Twice.class) Layer first;
                            @Dense(4)           Layer logits;
                        }
                        """)
                .says(
                        Message.FIELD_TWO_PARAMETERISED,
                        "[NetworkField] Layer \"both\" learns parameters in both @Dense and"
                                + " @LayerNorm, whose names would be equal: move @LayerNorm and"
                                + " what follows it to a field of its own")
                .check();
    }

    @Test
    void aResidualKeepsTheShape() {
        Expected.in(
                        """
                        @Network(input = {8, 8, 4}) abstract class Features {
                            @Conv2d(value = 4, kernel = 3) Layer smaller;
                        }
                        """,
                        """
                        @Network(input = {8, 8, 4}) abstract class Deep {
                            @Residual(Features§.class) @Relu Layer first;
                            @Flatten @Dense(4) Layer logits;
                        }
                        """)
                .says(
                        Message.RESIDUAL_SHAPE,
                        "[NetworkBlock] Residual \"first\" adds what it reads to what Features"
                            + " makes of it, but Features takes the shape [8, 8, 4] and gives [6,"
                            + " 6, 4]: let its last layer give [8, 8, 4], or write @Block")
                .check();
    }

    @Test
    void aBlockIsANetwork() {
        Expected.in(
                        "class Plain { }",
                        """
                        @Network(input = 4) abstract class Deep {
                            @Block(Plain§.class) Layer first;
                            @Residual(int[]§.class) Layer second;
                            @Block(String§.class) Layer third;
                            @Dense(§0) Layer logits;
                        }
                        """)
                .says(
                        Message.BLOCK_CLASS,
                        "[NetworkBlock] Block \"first\" names Plain, which is not annotated with"
                            + " @Network: add @Network(input = ...) to it, or name a class that is"
                            + " a network")
                .says(
                        Message.BLOCK_CLASS,
                        "[NetworkBlock] Residual \"second\" names int[], which is not annotated"
                                + " with @Network: add @Network(input = ...) to it, or name a class"
                                + " that is a network")
                .says(
                        Message.BLOCK_CLASS,
                        "[NetworkBlock] Block \"third\" names String, which is not annotated with"
                            + " @Network: add @Network(input = ...) to it, or name a class that is"
                            + " a network")
                .says(
                        Message.SIZE_UNITS,
                        "[NetworkSize] Dense \"logits\" has 0 units, but a layer has at least 1:"
                                + " write a positive number")
                .check();
    }

    @Test
    void anInterfaceIsToldToBeAClassOnlyOnce() {
        Expected.in(
                        "§@Network(input = 4) interface Plain { }",
                        "@Network(input = 4) abstract class Deep { @Block(Plain.class) Layer a; }")
                .says(
                        Message.CLASS_KIND,
                        "[NetworkClass] Plain is an interface, but a network is a class: write"
                            + " \"abstract class Plain\" and declare each layer as a field of it")
                .check();
    }

    @Test
    void aNetworkDoesNotContainItself() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Endless {
                            @Dense(4) Layer a;
                            @Residual(Endless§.class) Layer b;
                        }
                        """)
                .says(
                        Message.BLOCK_CYCLE,
                        "[NetworkBlock] Residual \"b\" would never end, because these networks"
                            + " contain one another in a circle, Endless -> Endless: remove one of"
                            + " the uses")
                .check();
    }

    @Test
    void aCircleIsShownFromEachOfItsNetworks() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Outer {
                            @Dense(4) Layer a;
                            @Block(First.class) Layer b;
                        }
                        """,
                        """
                        @Network(input = 4) abstract class First {
                            @Block(Second§.class) Layer c;
                            @Dense(4) Layer d;
                        }
                        """,
                        """
                        @Network(input = 4) abstract class Second {
                            @Residual(First§.class) Layer e;
                        }
                        """)
                .says(
                        Message.BLOCK_CYCLE,
                        "[NetworkBlock] Block \"c\" would never end, because these networks contain"
                            + " one another in a circle, First -> Second -> First: remove one of"
                            + " the uses")
                .says(
                        Message.BLOCK_CYCLE,
                        "[NetworkBlock] Residual \"e\" would never end, because these networks"
                            + " contain one another in a circle, Second -> First -> Second: remove"
                            + " one of the uses")
                .check();
    }

    @Test
    void aBlockHasOneInputAndOneOutput() {
        Expected.in(
                        """
                        @Network abstract class Two {
                            @Input(4) Layer left;
                            @Input(4) Layer right;
                            @Add(from = {"left", "right"}) Layer sum;
                        }
                        """,
                        """
                        @Network(input = 4) abstract class Both {
                            @Dense(4) @Output Layer first;
                            @Dense(4) @Output Layer second;
                        }
                        """,
                        """
                        @Network abstract class Named {
                            @Input(4) Layer only;
                            @Dense(4) @Output Layer result;
                        }
                        """,
                        """
                        @Network(input = 4) abstract class Deep {
                            @Residual(Named.class) Layer fits;
                            @Block(Two§.class) Layer first;
                            @Residual(value = Both§.class, from = "fits") Layer second;
                            @Concat(from = {"first", "second"}) Layer all;
                        }
                        """)
                .says(
                        Message.BLOCK_PORTS,
                        "[NetworkBlock] Block \"first\" stands for one layer, which has one input"
                            + " and one output, but Two has 2 and 1: declare its layers as fields"
                            + " of this class")
                .says(
                        Message.BLOCK_PORTS,
                        "[NetworkBlock] Residual \"second\" stands for one layer, which has one"
                            + " input and one output, but Both has 1 and 2: declare its layers as"
                            + " fields of this class")
                .check();
    }

    @Test
    void aMistakeInABlockIsToldOnce() {
        Expected.in(
                        """
                        @Network(input = 16) abstract class Mixer {
                            @Dense(32) Layer hidden;
                            @Add(from = {"hidden", §"input"}) Layer sum;
                            @Dense(§-1) Layer mixed;
                        }
                        """,
                        """
                        @Network(input = 16) abstract class Deep {
                            @Block(Mixer.class) Layer first;
                            @Block(Mixer.class) Layer second;
                            @Dense(4) Layer logits;
                        }
                        """)
                .says(
                        Message.SHAPE_BRANCHES,
                        "[NetworkShape] Add \"sum\" needs branches of one shape, but \"hidden\" has"
                            + " [32] and \"input\" has [16]: give both the same size, or put them"
                            + " side by side with @Concat")
                .says(
                        Message.SIZE_UNITS,
                        "[NetworkSize] Dense \"mixed\" has -1 units, but a layer has at least 1:"
                                + " write a positive number")
                .check();
    }

    @Test
    void weightsAreSharedWithAnEarlierUse() {
        Expected.in(
                        MIXER,
                        MIXER.replace("Mixer", "Other"),
                        """
                        @Network(input = 16) abstract class Deep {
                            @Block(value = Mixer.class, sharing = §"first") Layer first;
                            @Block(value = Mixer.class, sharing = §"firts") Layer second;
                            @Dense(16) Layer plain;
                            @Block(value = Mixer.class, sharing = §"plain") Layer third;
                            @Residual(value = Other.class, sharing = §"first") Layer fourth;
                            @Residual(value = Mixer.class, sharing = §"elsewhere") Layer fifth;
                        }
                        """)
                .says(
                        Message.SHARING_UNKNOWN,
                        "[NetworkBlock] Block \"first\" shares the weights of \"first\", but no"
                            + " layer before it has this name: remove \"sharing\", for this is the"
                            + " first use of Mixer")
                .says(
                        Message.SHARING_UNKNOWN,
                        "[NetworkBlock] Block \"second\" shares the weights of \"firts\", but no"
                                + " layer before it has this name: did you mean \"first\"?")
                .says(
                        Message.SHARING_CLASS,
                        "[NetworkBlock] Block \"third\" shares the weights of \"plain\", which is"
                            + " no block: name an earlier @Block or @Residual of Mixer, or remove"
                            + " \"sharing\"")
                .says(
                        Message.SHARING_CLASS,
                        "[NetworkBlock] Residual \"fourth\" shares the weights of \"first\", which"
                            + " is made of Mixer: name an earlier @Block or @Residual of Other, or"
                            + " remove \"sharing\"")
                .says(
                        Message.SHARING_UNKNOWN,
                        "[NetworkBlock] Residual \"fifth\" shares the weights of \"elsewhere\", but"
                            + " no layer before it has this name: it can share those of \"first\","
                            + " \"second\", \"third\"")
                .check();
    }

    @Test
    void layersInsideOfABlockAreItsOwn() {
        Expected.in(
                        MIXER,
                        """
                        @Network(input = 16) abstract class Deep {
                            @Block(Mixer.class) Layer first;
                            @Dense(value = 4, from = §"first.hidden") Layer narrow;
                            @Dense(value = 4, from = §"narrow.hidden") Layer logits;
                        }
                        """)
                .says(
                        Message.FROM_INSIDE,
                        "[NetworkFrom] Dense \"narrow\" reads \"first.hidden\", a layer inside of"
                            + " the block \"first\", but of a block only the last value can be"
                            + " read: write \"first\" for that, or declare the layers of the block"
                            + " as fields of this class")
                .says(
                        Message.FROM_UNKNOWN,
                        "[NetworkFrom] Dense \"logits\" reads \"narrow.hidden\", but there is no"
                                + " such layer: it can read \"input\", \"first\", \"narrow\"")
                .check();
    }

    @Test
    void twoBlocksOfOneClassAreTwoFields() {
        Expected.in(
                        MIXER,
                        """
                        @Network(input = 16) abstract class Deep {
                            @Block(Mixer.class) §@Residual(Mixer.class) Layer first;
                        }
                        """)
                .says(
                        Message.FIELD_TWO_PARAMETERISED,
                        "[NetworkField] Layer \"first\" learns parameters in both @Block and"
                                + " @Residual, whose names would be equal: move @Residual and what"
                                + " follows it to a field of its own")
                .check();
    }

    @Test
    void layersOfBlocksCountAtEveryUse() {
        final StringBuilder levels = new StringBuilder("class Levels {\n");
        levels.append("@Network(input = 4) abstract static class L0 { @Tanh Layer a, b; }\n");
        for (int k = 1; k < 40; k++) {
            levels.append(
                    """
                    @Network(input = 4) abstract static %sclass L%d {
                        @Residual(L%d.class) Layer a, b;
                    }
                    """
                            .formatted(k < 7 ? "" : "§", k, k - 1));
        }
        Expected expected = Expected.in(levels.append("}\n").toString());
        for (int k = 7; k < 40; k++) {
            expected =
                    expected.says(
                            Message.NETWORK_DEEP,
                            "[NetworkSize] Levels.L%d has %d layers, those in blocks counted at every use, but one class can hold 400: declare fewer"
                                    .formatted(
                                            k, (int) Math.min((4L << k) - 2, Integer.MAX_VALUE)));
        }
        expected.check();
    }

    @Test
    void aCompiledBlockMayHaveAMistakeOfItsOwn(@TempDir Path folder) throws IOException {
        compile(
                folder,
                """
                @Network(input = 4, precision = Precision.DOUBLE) public abstract class Large {
                    @Dense(4) Layer units;
                    @Dense(value = 4, init = Initializer.CONSTANT, initValue = 1e300) Layer scores;
                }
                """);
        Expected.in(
                        """
                        @Network(input = 4) abstract class Deep {
                            @Block(Large§.class) Layer first;
                            @Block(Large.class) Layer second;
                        }
                        """)
                .onClassPath(folder)
                .says(
                        Message.BLOCK_BROKEN,
                        "[NetworkBlock] Block \"first\" cannot use the compiled class Large, which"
                            + " has a mistake of its own: [NetworkInitializer] initValue of Dense"
                            + " \"scores\" is 1.0E300, which is infinite as a float, but a"
                            + " parameter starts at a finite number: write for instance initValue ="
                            + " 0.01")
                .check();
    }

    @Test
    void aCompiledBlockIsOfThisVersion(@TempDir Path folder) throws IOException {
        compileOnly(
                folder,
                """
                @Network(input = 4) public abstract class Alone {
                    @Dense(4) Layer units;
                }
                """,
                """
                @Network(input = 4) public abstract class Broken {
                    @Dense(4) int units;
                }
                """,
                """
                @dev.tapeless.runtime.support.GeneratedNetwork(layers = "units")
                class BrokenNetwork { }
                """,
                """
                @Network(input = 4) public abstract class Other {
                    @Dense(4) Layer units;
                    @Dense(4) Layer scores;
                }
                """,
                """
                @dev.tapeless.runtime.support.GeneratedNetwork(layers = "units")
                class OtherNetwork { }
                """);
        Expected.in(
                        """
                        @Network(input = 4) abstract class Deep {
                            @Block(Alone§.class) Layer first;
                            @Residual(Broken§.class) Layer second;
                            @Residual(Other§.class) Layer third;
                        }
                        """)
                .onClassPath(folder)
                .says(
                        Message.BLOCK_UNPROCESSED,
                        "[NetworkBlock] Block \"first\" cannot use the compiled class Alone,"
                            + " because there is no class AloneNetwork that tells the order of its"
                            + " layers: compile Alone with this processor, too")
                .says(
                        Message.BLOCK_BROKEN,
                        "[NetworkBlock] Residual \"second\" cannot use the compiled class Broken,"
                            + " which has a mistake of its own: [NetworkField] @Dense makes"
                            + " \"units\" a layer, but its type is int: write \"Layer units\" and"
                            + " import dev.tapeless.runtime.Layer")
                .says(
                        Message.BLOCK_UNPROCESSED,
                        "[NetworkBlock] Residual \"third\" cannot use the compiled class Other,"
                            + " because there is no class OtherNetwork that tells the order of its"
                            + " layers: compile Other with this processor, too")
                .check();
    }

    @Test
    void theOrderOfAnnotationsIsNeverLost(@TempDir Path folder) throws IOException {
        compile(
                folder,
                """
                @Network(input = 4) public abstract class Waves {
                    @Dense(3) @Tanh Layer plain;
                    @Dense(4) @Wave Layer waves;
                }
                """,
                """
                @Activation("sin(x)")
                @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
                @interface Wave { }
                """);
        Expected.in(
                        """
                        @Network(input = 4) abstract class Deep {
                            @Block(Waves§.class) Layer first;
                            @Dense(4) Layer second;
                        }
                        """)
                .onClassPath(folder)
                .says(
                        Message.BLOCK_ORDER,
                        "[NetworkBlock] Block \"first\" cannot use the compiled class Waves:"
                            + " whether @Wave or @Dense stands first on its field \"waves\" is lost"
                            + " in class files, because only @Wave is kept for run time: remove"
                            + " @Retention from @Wave and compile Waves again")
                .check();
    }

    @Test
    void anActivationStaysInClassFiles() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Deep {
                            @Dense(4) @Wave Layer waves;
                        }
                        """,
                        """
                        @Activation("sin(x)")
                        @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.SOURCE)
                        @§interface Wave { }
                        """)
                .says(
                        Message.ACTIVATION_RETENTION,
                        "[NetworkFormula] @Wave is kept in sources only, so a network that uses it"
                            + " would be another one when it is read from its class file: remove"
                            + " @Retention from @Wave")
                .check();
    }

    private static void compile(Path folder, String... texts) throws IOException {
        compile(folder, List.of(), List.of(new NetworkProcessor()), texts);
    }

    /** Without the processor. */
    private static void compileOnly(Path folder, String... texts) throws IOException {
        compile(folder, List.of("-proc:none"), List.of(), texts);
    }

    private static void compile(
            Path folder, List<String> options, List<Processor> processors, String... texts)
            throws IOException {
        final Compilers.Outcome outcome =
                Compilers.JAVAC.compile(
                        Stream.of(texts).map(SourceText::of).toList(), options, processors);
        assertEquals(List.of(), outcome.errors());
        outcome.writeTo(folder);
    }
}
