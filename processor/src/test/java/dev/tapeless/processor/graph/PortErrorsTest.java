package dev.tapeless.processor.graph;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Expected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Inputs and outputs by name that do not fit together. */
class PortErrorsTest {

    @Test
    void aNetworkHasAnInput() {
        Expected.in("§@Network abstract class Digits { @Dense(4) Layer scores; }")
                .says(
                        Message.INPUT_MISSING,
                        "[NetworkInput] Digits has no input: write the shape of one sample, for"
                                + " instance @Network(input = 784), or declare inputs by name, for"
                                + " instance \"@Input(784) Layer image;\"")
                .check();
    }

    @Test
    void anInputIsDeclaredInOnePlace() {
        Expected.in(
                        """
                        @Network(input = §784) abstract class Digits {
                            @Input(784) Layer image;
                            @Dense(10) Layer scores;
                        }
                        """)
                .says(
                        Message.INPUT_TWICE,
                        "[NetworkInput] Digits declares its input here and by the field \"image\":"
                                + " remove one of the two")
                .check();
    }

    @Test
    void everyInputHasAShape() {
        Expected.in(
                        """
                        @Network abstract class Digits {
                            @Input(§{}) Layer image;
                            @Input({28, §0}) Layer other;
                            @Concat(from = {"image", "other"}) @Dense(10) Layer scores;
                        }
                        """)
                .says(
                        Message.INPUT_EMPTY,
                        "[NetworkInput] @Input({}) has no extent: write the shape of one sample,"
                                + " for instance @Input(784) or @Input({28, 28})")
                .says(
                        Message.INPUT_EXTENT,
                        "[NetworkInput] The input {28, 0} has the extent 0, but every extent must"
                            + " be at least 1: write the shape of one sample; the batch is not part"
                            + " of it")
                .check();
    }

    @Test
    void allInputsFitOneRow() {
        Expected.in(
                        """
                        @Network abstract §class Digits {
                            @Input(1_500_000_000) Layer image;
                            @Input({1_000, 1_000_000}) Layer other;
                            @Dense(value = 1, from = "image") Layer a;
                            @GlobalAvgPool(from = "other") @Dense(1) Layer b;
                            @Add(from = {"a", "b"}) Layer scores;
                        }
                        """)
                .says(
                        Message.INPUTS_TOO_LARGE,
                        "[NetworkInput] The inputs of Digits have 1,500,000,000 + 1,000,000,000 ="
                                + " 2,500,000,000 elements for each sample, more than the"
                                + " 2,147,483,647 that an array can hold: make them smaller")
                .check();
    }

    @Test
    void allOutputsFitOneRow() {
        Expected.in(
                        """
                        @Network abstract §class Digits {
                            @Input(1_500_000_000) Layer image;
                            @Relu @Output Layer a;
                            @Tanh @Output Layer b;
                        }
                        """)
                .says(
                        Message.OUTPUTS_TOO_LARGE,
                        "[NetworkOutput] The outputs of Digits have 1,500,000,000 + 1,500,000,000 ="
                                + " 3,000,000,000 elements for each sample, more than the"
                                + " 2,147,483,647 that an array can hold: make them smaller")
                .check();
    }

    @Test
    void aMethodTakesAllInputsAndOutputs() {
        Expected.in(
                        "@Network abstract §class Digits {\n"
                                + IntStream.range(0, 70)
                                        .mapToObj(
                                                k ->
                                                        "@Input(1) Layer in%1$d; @Tanh @Output Layer out%1$d;\n"
                                                                .formatted(k))
                                        .collect(Collectors.joining())
                                + "}")
                .says(
                        Message.PORTS_TOO_MANY,
                        "[NetworkInput] Digits has 140 inputs and outputs, but each is an argument"
                                + " of one method, which takes 128: declare some of them as one"
                                + " vector")
                .check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"@Input(8) §@Dense(10) @Relu", "§@Dense(10) @Input(8)"})
    void anInputIsNoLayer(String annotations) {
        Expected.in(
                        """
                        @Network abstract class Digits {
                            %s Layer image;
                            @Softmax Layer scores;
                        }
                        """
                                .formatted(annotations))
                .says(
                        Message.INPUT_WITH_LAYER,
                        "[NetworkInput] \"image\" is an input of the network, so @Dense has nothing"
                                + " to read: move @Dense and what follows it to a field of its own"
                                + " behind \"image\"")
                .check();
    }

    @Test
    void everyInputIsRead() {
        Expected.in(
                        """
                        @Network abstract class Digits {
                            @Input(8) Layer §image;
                            @Input(8) Layer words;
                            @Dense(10) Layer scores;
                            @Input(1) Layer §late;
                        }
                        """)
                .says(
                        Message.INPUT_UNUSED,
                        "[NetworkUnused] No layer reads the input \"image\": name it in the"
                                + " \"from\" of a layer, or remove it")
                .says(
                        Message.INPUT_UNUSED,
                        "[NetworkUnused] No layer reads the input \"late\": name it in the \"from\""
                                + " of a layer, or remove it")
                .check();
    }

    @Test
    void integersAreLookedUp() {
        Expected.in(
                        """
                        @Network abstract class Words {
                            @Input(value = 8, integer = true) Layer words;
                            §@Dense(10) @Relu Layer scores;
                            @Reshape(value = {4, 2}, from = "words") @Flatten Layer again;
                            §@Tanh Layer bent;
                            §@Concat(from = {"scores", "again", "bent"}) Layer all;
                        }
                        """)
                .says(
                        Message.INPUT_OF_INTEGERS,
                        "[NetworkInput] Dense \"scores\" computes with the numbers of the input"
                            + " \"words\", but they are integers that stand for something: look"
                            + " them up with @Embedding(count = ..., value = ...) first, or remove"
                            + " \"integer = true\" if they are quantities")
                .says(
                        Message.INPUT_OF_INTEGERS,
                        "[NetworkInput] Tanh \"bent\" computes with the numbers of Flatten"
                            + " \"again\", but they are integers that stand for something: look"
                            + " them up with @Embedding(count = ..., value = ...) first, or remove"
                            + " \"integer = true\" if they are quantities")
                .says(
                        Message.INPUT_OF_INTEGERS,
                        "[NetworkInput] Concat \"all\" computes with the numbers of Flatten"
                            + " \"again\", but they are integers that stand for something: look"
                            + " them up with @Embedding(count = ..., value = ...) first, or remove"
                            + " \"integer = true\" if they are quantities")
                .check();
    }

    @Test
    void anInputIsNoOutput() {
        Expected.in(
                        """
                        @Network abstract class Digits {
                            @Input(8) §@Output Layer image;
                            @Dense(10) Layer scores;
                        }
                        """)
                .says(
                        Message.OUTPUT_OF_INPUT,
                        "[NetworkOutput] \"image\" is an input of the network, which whoever calls"
                                + " it has already: remove @Output")
                .check();
    }

    @Test
    void anOutputIsTheValueOfAField() {
        Expected.in(
                        """
                        @Network(input = 8) abstract class Digits {
                            @Output @Dense(10) @Relu Layer first;
                            @Dense(10) @Relu @Output Layer last;
                            @Dense(10) §@Output @Softmax @Flatten Layer scores;
                        }
                        """)
                .says(
                        Message.OUTPUT_BETWEEN,
                        "[NetworkOutput] The output \"scores\" is the value of the whole field, but"
                                + " @Output stands between @Dense and @Softmax: move it to the end,"
                                + " or move @Softmax to a field of its own")
                .check();
    }

    @Test
    void everyLayerLeadsToAnOutput() {
        Expected.in(
                        """
                        @Network(input = 8) abstract class Digits {
                            @Dense(10) @Output Layer digit;
                            @Relu Layer used;
                            @Dense(2) Layer §lost;
                            @Dense(value = 1, from = "used") @Output Layer angle;
                            @Tanh Layer §last;
                        }
                        """)
                .says(
                        Message.OUTPUT_UNREACHED,
                        "[NetworkUnused] No layer reads \"lost\", and it is not among the outputs"
                                + " \"digit\", \"angle\": name it in the \"from\" of a later layer,"
                                + " add @Output to it, or remove it")
                .says(
                        Message.OUTPUT_UNREACHED,
                        "[NetworkUnused] No layer reads \"last\", and it is not among the outputs"
                                + " \"digit\", \"angle\": name it in the \"from\" of a later layer,"
                                + " add @Output to it, or remove it")
                .check();
    }

    @Test
    void anOutputIsDeclaredOnce() {
        Expected.in(
                        """
                        @Network(input = 8) abstract class Digits {
                            @Output @Dense(10) @Output Layer digit;
                        }
                        """)
                .besidesTheCompiler()
                .check();
    }

    @Test
    void theFirstLayerReadsSomething() {
        Expected.in(
                        """
                        @Network abstract class Digits {
                            §@Dense(10) Layer scores;
                            @Input(8) Layer image;
                            @Dense(10) Layer others;
                            @Add(from = {"scores", "others", §"input", §"imige"}) Layer sum;
                        }
                        """)
                .says(
                        Message.FROM_NOTHING,
                        "[NetworkFrom] Dense \"scores\" reads the field before it, but there is"
                                + " none: declare an input in front of it, for instance"
                                + " \"@Input(784) Layer image;\"")
                .says(
                        Message.FROM_UNKNOWN,
                        "[NetworkFrom] Add \"sum\" reads \"input\", but there is no such layer: it"
                                + " can read \"scores\", \"image\", \"others\"")
                .says(
                        Message.FROM_UNKNOWN,
                        "[NetworkFrom] Add \"sum\" reads \"imige\", but there is no such layer: did"
                                + " you mean \"image\"?")
                .check();
    }

    @Test
    void thereMayBeNothingToRead() {
        Expected.in(
                        """
                        @Network abstract class Digits {
                            @Dense(value = 10, from = §"pixels") Layer scores;
                            @Input(8) Layer image;
                            @Dense(10) Layer others;
                            @Add(from = {"scores", "others"}) Layer sum;
                        }
                        """)
                .says(
                        Message.FROM_UNKNOWN,
                        "[NetworkFrom] Dense \"scores\" reads \"pixels\", but there is no such"
                                + " layer: declare an input in front of it, for instance"
                                + " \"@Input(784) Layer image;\"")
                .check();
    }

    @Test
    void anInputAloneIsNoNetwork() {
        Expected.in("@Network abstract §class Digits {\n @Input(8) Layer §image; }")
                .says(
                        Message.NETWORK_EMPTY,
                        "[NetworkEmpty] Digits declares no layer: add at least one field, for"
                                + " instance \"@Dense(10) Layer logits;\"")
                .says(
                        Message.INPUT_UNUSED,
                        "[NetworkUnused] No layer reads the input \"image\": name it in the"
                                + " \"from\" of a layer, or remove it")
                .check();
    }

    @Test
    void onlyAnInputIsCalledInput() {
        Expected.in(
                        """
                        @Network abstract class Digits {
                            @Input(8) Layer input;
                            @Dense(value = 8, from = "input") Layer hidden;
                            @Add(from = {"input", "hidden"}) Layer sum;
                        }
                        """)
                .check();
    }

    @Test
    void aNamedInputOfAnotherShapeIsFlattened() {
        Expected.in(
                        """
                        @Network abstract class Digits {
                            @Input({28, 28}) Layer image;
                            @Input(8) Layer others;
                            §@Concat(from = {"image", "others"}) @Dense(10) Layer scores;
                        }
                        """)
                .says(
                        Message.SHAPE_NOT_VECTOR,
                        "[NetworkShape] Concat \"scores\" needs a vector, but the input \"image\""
                                + " has the shape [28, 28]: put @Flatten before it")
                .check();
    }

    @Test
    void inputsAndOutputsAreForNetworks() {
        Expected.in(
                        """
                        abstract class Digits {
                            §@Input(8) Layer image;
                            §@Output Layer scores;
                        }
                        """)
                .says(
                        Message.FIELD_OUTSIDE_NETWORK,
                        "[NetworkField] @Input has no effect on \"image\", because Digits is not"
                                + " annotated with @Network: add @Network to Digits, or remove"
                                + " @Input")
                .says(
                        Message.FIELD_OUTSIDE_NETWORK,
                        "[NetworkField] @Output has no effect on \"scores\", because Digits is not"
                            + " annotated with @Network: add @Network(input = ...) to Digits, or"
                            + " remove @Output")
                .check();
    }

    @Test
    void everyOutputIsKeptFromChance() {
        Expected.in(
                        """
                        @Network(input = 8) abstract class Digits {
                            @Dense(4) @Dropout(0.5) Layer free;
                            @Dense(10) §@Dropout(0.5) @Output Layer digit;
                            @Dense(1) Layer last;
                            @Output @Relu Layer angle;
                        }
                        """)
                .says(
                        Message.DROPOUT_LAST,
                        "[NetworkDropout] Dropout \"digit\" is the last operation, so the loss sees"
                                + " outputs that are zero by chance: move it before the last layer;"
                                + " or keep it with @SuppressWarnings(\"tapeless:dropout\")")
                .check();
    }

    @Test
    void methodsByNameAreTaken() {
        Expected.in(
                        """
                        @Network abstract class Words {
                            @Input(8) Layer image;
                            @Input(value = 8, integer = true) Layer words;
                            @Embedding(count = 9, value = 2) @Flatten Layer said;
                            @Concat(from = {"image", "said"}) @Dense(10) Layer scores;
                            float[] §predictFrom(float[] a, int[] b) { return a; }
                            void §predictFrom(float[][] a, int[][] b, float[][] c, int count) {}
                            void predictFrom(int[] a) {}
                        }
                        """)
                .says(
                        Message.CLASS_METHOD_CLASH,
                        "[NetworkClass] The method predictFrom(float[], int[]) of Words has the"
                                + " signature of one that is generated in WordsNetwork: rename it")
                .says(
                        Message.CLASS_METHOD_CLASH,
                        "[NetworkClass] The method predictFrom(float[][], int[][], float[][], int)"
                                + " of Words has the signature of one that is generated in"
                                + " WordsNetwork: rename it")
                .check();
    }
}
