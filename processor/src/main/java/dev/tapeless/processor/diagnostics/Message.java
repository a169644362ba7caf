package dev.tapeless.processor.diagnostics;

import java.util.Locale;

import javax.tools.Diagnostic;

/**
 * Every sentence that a user can be shown: what was found, what was expected, what to write
 * instead. Each has a test that checks its text and its place.
 *
 * <p>The tag in front is stable and can be searched for. Warnings have a category and are silenced
 * by {@code @SuppressWarnings("tapeless:category")} on the field or the class.
 */
public enum Message {
    // The class ----------------------------------------------------------------------------------

    /** Name, what it is. */
    CLASS_KIND(
            "NetworkClass",
            "%1$s is %2$s, but a network is a class: write \"abstract class %1$s\" and declare each"
                    + " layer as a field of it"),
    /** Name, generated name. */
    CLASS_PRIVATE(
            "NetworkClass",
            "%1$s is private, so the generated class %2$s cannot extend it: remove \"private\""),
    /** Name, the private class around it, generated name. */
    CLASS_IN_PRIVATE(
            "NetworkClass",
            "%1$s is nested in the private class %2$s, so the generated class %3$s cannot extend"
                    + " it: remove \"private\" from %2$s, or move %1$s out of it"),
    /** Name, generated name. */
    CLASS_FINAL(
            "NetworkClass",
            "%1$s is final, so the generated class %2$s cannot extend it: write \"abstract\""
                    + " instead of \"final\""),
    /** Name, generated name. */
    CLASS_SEALED(
            "NetworkClass",
            "%1$s is sealed, so the generated class %2$s cannot extend it: remove \"sealed\""),
    /** Name, the class around it. */
    CLASS_INNER(
            "NetworkClass",
            "%1$s is an inner class, so each instance would need an instance of %2$s: write"
                    + " \"static abstract class %1$s\""),
    /** Name, type parameters. */
    CLASS_GENERIC(
            "NetworkClass",
            "%1$s has the type parameters <%2$s>, but one network is generated for it: remove"
                    + " <%2$s>"),
    /** Name, generated name, what was found. */
    CLASS_CONSTRUCTOR(
            "NetworkClass",
            "The generated class %2$s needs a constructor of %1$s without parameters that is not"
                    + " private, but there is only %3$s: add \"%1$s() {}\""),
    /** Name, generated name, exceptions. */
    CLASS_CONSTRUCTOR_THROWS(
            "NetworkClass",
            "The constructor %1$s() throws %3$s, which the generated class %2$s cannot handle:"
                    + " catch it inside, or remove it from \"throws\""),
    /** Method, where it is declared, generated name. */
    CLASS_ABSTRACT_METHOD(
            "NetworkClass",
            "Nothing implements the abstract method %1$s of %2$s: the generated class %3$s contains"
                    + " only the methods of a model, so give this one a body or remove it"),
    /** Method, where it is declared, generated name. */
    CLASS_METHOD_CLASH(
            "NetworkClass",
            "The method %1$s of %2$s has the signature of one that is generated in %3$s: rename"
                    + " it"),
    /** Name. */
    SCHEDULE_OPERATION(
            "NetworkSchedule",
            "%1$s cannot be straight-line code: it has an operation that repeats, chooses places by"
                    + " index, or runs over all samples of a batch: write schedule = Form.LOOPS, or"
                    + " leave the choice to Form.AUTO"),
    /** Name. */
    SCHEDULE_TOO_LARGE(
            "NetworkSchedule",
            "%1$s is too large for straight-line code: a method would have more than the 8000 bytes"
                    + " of bytecode that HotSpot compiles: write schedule = Form.LOOPS, or leave"
                    + " the choice to Form.AUTO"),
    /** Name. */
    SCHEDULE_NO_VECTORS(
            "NetworkSchedule",
            "There are no vectors for %1$s, because its compilation does not see the module"
                    + " jdk.incubator.vector: compile with --add-modules jdk.incubator.vector (a"
                    + " named module also says \"requires static jdk.incubator.vector\"), or leave"
                    + " the choice to Form.AUTO"),
    /** Name, what is not defined, what it is needed for, a suggestion or nothing. */
    CLASS_UNDEFINED(
            "NetworkUndefined",
            "Nothing is generated for %1$s, because \"%2$s\", %3$s, is not defined: %4$scheck its"
                    + " spelling and its import, or the errors of the annotation processor that"
                    + " generates it"),

    /** Name, field. */
    CLASS_CHANGED(
            "NetworkUndefined",
            "%1$s was compiled before another annotation processor generated an annotation of its"
                + " field \"%2$s\": generate that annotation in another module, which is compiled"
                + " before"),

    // The generated class ------------------------------------------------------------------------

    /** Name found, example. */
    NAME_INVALID(
            "NetworkName",
            "\"%1$s\" cannot be the name of the generated class: write a simple Java name, for"
                    + " instance name = \"%2$s\""),
    /** Generated name, an example of another. */
    NAME_TAKEN(
            "NetworkName",
            "The generated class would be called %1$s, but there is a class of that name: rename"
                    + " that class, or choose another name for this one, for instance @Network(...,"
                    + " name = \"%2$s\")"),
    /** Generated name, the other class, an example of another. */
    NAME_TWICE(
            "NetworkName",
            "The generated class would be called %1$s, which is the name of the one generated for"
                    + " %2$s: choose another, for instance @Network(..., name = \"%3$s\")"),
    /** Generated name, the class of that name, an example of another. */
    NAME_HIDES(
            "NetworkName",
            "The generated class would be called %1$s, which would no longer mean %2$s in files of"
                    + " its package that import that with \"*\": choose another, for instance"
                    + " @Network(..., name = \"%3$s\")"),
    /** Generated name, reason. */
    FILE_NOT_WRITTEN(
            "NetworkFile",
            "The source file of %1$s could not be written (%2$s): remove a copy that an earlier"
                + " build left among the sources, and check that the folder of generated sources"
                + " can be written"),

    // The input ----------------------------------------------------------------------------------

    /** Class name. */
    INPUT_MISSING(
            "NetworkInput",
            "%1$s has no input: write the shape of one sample, for instance @Network(input = 784),"
                    + " or declare inputs by name, for instance \"@Input(784) Layer image;\""),
    /** Class name, the first input field. */
    INPUT_TWICE(
            "NetworkInput",
            "%1$s declares its input here and by the field \"%2$s\": remove one of the two"),
    /** What was written, an example. */
    INPUT_EMPTY(
            "NetworkInput", "%1$s has no extent: write the shape of one sample, for instance %2$s"),
    /** Extent, shape. */
    INPUT_EXTENT(
            "NetworkInput",
            "The input %2$s has the extent %1$d, but every extent must be at least 1: write the"
                    + " shape of one sample; the batch is not part of it"),
    /** Shape, arithmetic. */
    INPUT_TOO_LARGE(
            "NetworkInput",
            "The input %1$s has %2$s elements for each sample, more than the 2,147,483,647 that an"
                    + " array can hold: make it smaller"),
    /** Class name, arithmetic. */
    INPUTS_TOO_LARGE(
            "NetworkInput",
            "The inputs of %1$s have %2$s elements for each sample, more than the 2,147,483,647"
                    + " that an array can hold: make them smaller"),
    /** Field, annotation. */
    INPUT_WITH_LAYER(
            "NetworkInput",
            "\"%1$s\" is an input of the network, so @%2$s has nothing to read: move @%2$s and what"
                    + " follows it to a field of its own behind \"%1$s\""),
    /** Field. */
    INPUT_UNUSED(
            "NetworkUnused",
            "No layer reads the input \"%1$s\": name it in the \"from\" of a layer, or remove it"),
    /** Subject, input. */
    INPUT_OF_INTEGERS(
            "NetworkInput",
            "%1$s computes with the numbers of %2$s, but they are integers that stand for"
                    + " something: look them up with @Embedding(count = ..., value = ...) first, or"
                    + " remove \"integer = true\" if they are quantities"),

    /** Class name, how many, how many are possible. */
    PORTS_TOO_MANY(
            "NetworkInput",
            "%1$s has %2$s inputs and outputs, but each is an argument of one method, which takes"
                    + " %3$s: declare some of them as one vector"),

    // Outputs ------------------------------------------------------------------------------------

    /** Field. */
    OUTPUT_OF_INPUT(
            "NetworkOutput",
            "\"%1$s\" is an input of the network, which whoever calls it has already: remove"
                    + " @Output"),
    /** Field, the annotation before, the annotation behind. */
    OUTPUT_BETWEEN(
            "NetworkOutput",
            "The output \"%1$s\" is the value of the whole field, but @Output stands between @%2$s"
                    + " and @%3$s: move it to the end, or move @%3$s to a field of its own"),
    /** Class name, arithmetic. */
    OUTPUTS_TOO_LARGE(
            "NetworkOutput",
            "The outputs of %1$s have %2$s elements for each sample, more than the 2,147,483,647"
                    + " that an array can hold: make them smaller"),
    /** Field, outputs. */
    OUTPUT_UNREACHED(
            "NetworkUnused",
            "No layer reads \"%1$s\", and it is not among the outputs %2$s: name it in the"
                    + " \"from\" of a later layer, add @Output to it, or remove it"),

    // Fields -------------------------------------------------------------------------------------

    /** Class name. */
    NETWORK_EMPTY(
            "NetworkEmpty",
            "%1$s declares no layer: add at least one field, for instance \"@Dense(10) Layer"
                    + " logits;\""),
    /** Class name, number of layers, largest number. */
    NETWORK_DEEP(
            "NetworkSize",
            "%1$s has %2$s layers, those in blocks counted at every use, but one class can hold"
                    + " %3$s: declare fewer"),
    /** Annotation, field, type found. */
    FIELD_TYPE(
            "NetworkField",
            "@%1$s makes \"%2$s\" a layer, but its type is %3$s: write \"Layer %2$s\" and import"
                    + " dev.tapeless.runtime.Layer"),
    /** Field, modifiers. */
    FIELD_MODIFIERS(
            "NetworkField",
            "Layer \"%1$s\" is %2$s, but the generated class must assign it in every instance:"
                    + " remove \"%2$s\""),
    /** Field. */
    FIELD_WITHOUT_LAYER(
            "NetworkField",
            "Layer \"%1$s\" has no layer annotation, so it would stay null: write one, for instance"
                    + " \"@Dense(10) Layer %1$s\", or import the one that it has, or remove it"),
    /** Nothing. */
    FIELD_NAMED_INPUT(
            "NetworkField",
            "A layer cannot be called \"input\", because from = \"input\" means the input of the"
                    + " network: rename it"),
    /** Name, field, superclass. */
    FIELD_INHERITED(
            "NetworkField",
            "%1$s inherits the layer \"%2$s\" of %3$s, but a network is made of the fields of its"
                    + " own class: declare \"%2$s\" in %1$s, or do not extend %3$s"),
    /** Field, class, generated name. */
    FIELD_HIDES_CLASS(
            "NetworkField",
            "The field \"%1$s\" would hide the class %2$s in the generated class %3$s, which calls"
                    + " it: rename the field"),
    /** Field, first annotation, second annotation. */
    FIELD_TWO_PARAMETERISED(
            "NetworkField",
            "Layer \"%1$s\" learns parameters in both @%2$s and @%3$s, whose names would be equal:"
                    + " move @%3$s and what follows it to a field of its own"),
    /** Annotation, field, class, what to write. */
    FIELD_OUTSIDE_NETWORK(
            "NetworkField",
            "@%1$s has no effect on \"%2$s\", because %3$s is not annotated with @Network: add"
                    + " %4$s to %3$s, or remove @%1$s"),
    /** Annotation. */
    FIELD_UNKNOWN_LAYER(
            "NetworkVersion",
            "This processor does not know the layer @%1$s: use the same version of"
                    + " tapeless-annotations and tapeless-processor"),

    // References ---------------------------------------------------------------------------------

    /** Subject. */
    FROM_NOTHING(
            "NetworkFrom",
            "%1$s reads the field before it, but there is none: declare an input in front of it,"
                    + " for instance \"@Input(784) Layer image;\""),
    /** Subject, name, what there is or a suggestion. */
    FROM_UNKNOWN("NetworkFrom", "%1$s reads \"%2$s\", but there is no such layer: %3$s"),
    /** Subject, name. */
    FROM_FORWARD(
            "NetworkFrom",
            "%1$s reads \"%2$s\", which is declared after it, but a layer reads only layers before"
                    + " it: move \"%2$s\" up"),
    /** Subject, what there is. */
    FROM_SELF("NetworkFrom", "%1$s reads itself, but a layer reads only layers before it: %2$s"),
    /** Subject, name, block. */
    FROM_INSIDE(
            "NetworkFrom",
            "%1$s reads \"%2$s\", a layer inside of the block \"%3$s\", but of a block only the"
                    + " last value can be read: write \"%3$s\" for that, or declare the layers of"
                    + " the block as fields of this class"),
    /** Subject, name. */
    FROM_TWICE("NetworkFrom", "%1$s reads \"%2$s\" twice: name every branch once"),
    /** Subject, number of branches, an example. */
    FROM_TOO_FEW(
            "NetworkFrom",
            "%1$s joins two or more branches, but \"from\" names %2$s: write for instance from ="
                    + " {%3$s}"),
    /** Annotation, field, first annotation. */
    FROM_NOT_FIRST(
            "NetworkFrom",
            "@%1$s of layer \"%2$s\" names what it reads, but it reads the @%3$s before it on the"
                    + " same field: move @%1$s to a field of its own"),
    /** Field, output. */
    LAYER_UNUSED(
            "NetworkUnused",
            "No layer reads \"%1$s\", and the output of the network is %2$s: name \"%1$s\" in"
                    + " the \"from\" of a later layer, or remove it"),

    // Blocks -------------------------------------------------------------------------------------

    /** Subject, class. */
    BLOCK_CLASS(
            "NetworkBlock",
            "%1$s names %2$s, which is not annotated with @Network: add @Network(input = ...) to"
                    + " it, or name a class that is a network"),
    /** Subject, classes joined by arrows. */
    BLOCK_CYCLE(
            "NetworkBlock",
            "%1$s would never end, because these networks contain one another in a circle, %2$s:"
                    + " remove one of the uses"),
    /** Subject, class, its inputs, its outputs. */
    BLOCK_PORTS(
            "NetworkBlock",
            "%1$s stands for one layer, which has one input and one output, but %2$s has %3$s and"
                    + " %4$s: declare its layers as fields of this class"),
    /** Subject, what it reads, its shape, class, the shape of its input. */
    BLOCK_INPUT(
            "NetworkBlock",
            "%1$s reads %2$s, which has the shape %3$s, but %4$s is declared for the shape %5$s:"
                    + " change the input of %4$s, or what this layer reads"),
    /** Subject, class, the message about it. */
    BLOCK_BROKEN(
            "NetworkBlock",
            "%1$s cannot use the compiled class %2$s, which has a mistake of its own: %3$s"),
    /** Subject, class, the class that is generated for it. */
    BLOCK_UNPROCESSED(
            "NetworkBlock",
            "%1$s cannot use the compiled class %2$s, because there is no class %3$s that tells the"
                    + " order of its layers: compile %2$s with this processor, too"),
    /** Subject, class, field, annotation for run time, other annotation. */
    BLOCK_ORDER(
            "NetworkBlock",
            "%1$s cannot use the compiled class %2$s: whether @%4$s or @%5$s stands first on its"
                    + " field \"%3$s\" is lost in class files, because only @%4$s is kept for run"
                    + " time: remove @Retention from @%4$s and compile %2$s again"),
    /** Subject, class, the shape of its input, the shape of its output. */
    RESIDUAL_SHAPE(
            "NetworkBlock",
            "%1$s adds what it reads to what %2$s makes of it, but %2$s takes the shape %3$s and"
                    + " gives %4$s: let its last layer give %3$s, or write @Block"),
    /** Subject, name, what there is or a suggestion. */
    SHARING_UNKNOWN(
            "NetworkBlock",
            "%1$s shares the weights of \"%2$s\", but no layer before it has this name: %3$s"),
    /** Subject, name, what it is, class. */
    SHARING_CLASS(
            "NetworkBlock",
            "%1$s shares the weights of \"%2$s\", which is %3$s: name an earlier @Block or"
                    + " @Residual of %4$s, or remove \"sharing\""),

    // Shapes and sizes ---------------------------------------------------------------------------

    /** Subject, first branch, its shape, other branch, its shape. */
    SHAPE_BRANCHES(
            "NetworkShape",
            "%1$s needs branches of one shape, but \"%2$s\" has %3$s and \"%4$s\" has %5$s: give"
                    + " both the same size, or put them side by side with @Concat"),
    /** Subject, what it reads, its shape, what to do. */
    SHAPE_NOT_VECTOR("NetworkShape", "%1$s needs a vector, but %2$s has the shape %3$s: %4$s"),
    /** Subject, what it needs, what it reads, its shape, what to do. */
    SHAPE_RANK("NetworkShape", "%1$s needs %2$s, but %3$s has the shape %4$s: %5$s"),
    /** Subject, member, value, least legal value. */
    MEMBER_LEAST(
            "NetworkSize",
            "%2$s of %1$s is %3$s, but it must be at least %4$s: write a larger number"),
    /** Subject, member, how many numbers were found, how many are legal. */
    MEMBER_COUNT(
            "NetworkSize", "%2$s of %1$s has %3$s numbers, but it takes %4$s: remove or add some"),
    /** Subject, member, value. */
    MEMBER_POSITIVE(
            "NetworkSize",
            "%2$s of %1$s is %3$s, but it must be a positive number: write for instance 1e-5"),
    /** Subject, value. */
    NORM_MOMENTUM(
            "NetworkSize",
            "momentum of %1$s is %2$s, but it is the share of a batch in the kept statistics: write"
                    + " a number above 0 and at most 1, for instance 0.1"),
    /** Subject, dimensions, what it reads, its dimensions. */
    NORM_DIMENSIONS(
            "NetworkShape",
            "%1$s normalises along %2$s dimensions, but %3$s has %4$s: write a number from 1 to"
                    + " that"),
    /** Subject, dimension, arithmetic. */
    WINDOW_TOO_LARGE(
            "NetworkShape",
            "The window of %1$s does not fit: the %2$s of the output would be %3$s: use a smaller"
                    + " window, more padding or a larger input"),
    /** Subject. */
    WINDOW_OUTSIDE(
            "NetworkShape",
            "%1$s is padded so much that some of its windows meet no element of the input: pad by"
                    + " less than the size of the window"),
    /** Subject. */
    PADDING_TWICE(
            "NetworkShape", "%1$s is padded by padding = SAME and by pad: remove one of the two"),
    /** Subject, output padding, stride. */
    OUTPUT_PADDING(
            "NetworkShape",
            "outputPadding of %1$s is %2$s, but it must be less than the stride, which is %3$s:"
                    + " only then the places are those that a convolution would not reach"),
    /** Subject, arithmetic. */
    SPREAD_EMPTY(
            "NetworkShape",
            "%1$s cuts off all of its output, whose size would be %2$s: use a smaller pad"),
    /** Subject, groups, channels, whose channels. */
    GROUPS(
            "NetworkShape",
            "%1$s has %2$s groups, but its %3$s %4$s channels cannot be divided into as many: use a"
                    + " divisor of the input and the output channels"),
    /** Subject, heads, features, what it reads, arithmetic. */
    ATTENTION_HEADS(
            "NetworkShape",
            "%1$s has %2$s heads, but the %3$s features of %4$s cannot be divided among as many,"
                    + " %5$s: use a divisor of %3$s"),
    /** Subject, arithmetic. */
    ATTENTION_SCORES(
            "NetworkSize",
            "%1$s would have %2$s scores for each sample, more than the 2,147,483,647 that an array"
                    + " can hold: use a shorter sequence or fewer heads"),
    /** Subject, extents. */
    RESHAPE_EXTENTS(
            "NetworkShape",
            "%1$s gives the shape %2$s, but every extent must be at least 1, and only one may be -1"
                    + " for what is left: write for instance {28, -1}"),
    /** Subject, what it reads, its elements, the elements of the new shape. */
    RESHAPE_ELEMENTS(
            "NetworkShape",
            "%1$s keeps all elements, but %2$s has %3$s and the new shape has %4$s: write a shape"
                    + " of as many elements, or -1 for what is left"),
    /** Subject, order, what it reads, its shape, the last dimension. */
    PERMUTE_ORDER(
            "NetworkShape",
            "%1$s has the order %2$s, but %3$s has the shape %4$s: name every dimension from 0 to"
                    + " %5$s once"),
    /** Subject, units. */
    SIZE_UNITS(
            "NetworkSize",
            "%1$s has %2$d units, but a layer has at least 1: write a positive number"),
    /** Subject, parameter, arithmetic. */
    SIZE_PARAMETER(
            "NetworkSize",
            "The %2$s of %1$s would have %3$s elements, more than the 2,147,483,647 that an array"
                    + " can hold: use fewer units or a smaller input"),
    /** Class name, arithmetic. */
    SIZE_PARAMETERS(
            "NetworkSize",
            "%1$s would have %2$s parameters, more than the 2,147,483,647 that a network can have:"
                    + " use fewer units"),
    /** Subject, arithmetic. */
    SIZE_OUTPUT(
            "NetworkSize",
            "%1$s would give %2$s elements for each sample, more than the 2,147,483,647 that an"
                    + " array can hold: use fewer units"),

    // Single layers ------------------------------------------------------------------------------

    /** Subject, what always comes out. */
    SOFTMAX_SINGLE(
            "NetworkSoftmax",
            "%1$s runs over a single value, so its result is always %2$s: use @Sigmoid for a yes or"
                    + " no, or one unit for each class"),
    /** Subject, the other, what it gives. */
    SOFTMAX_TWICE(
            "NetworkSoftmax", "%1$s reads %2$s, which gives %3$s already: remove one of the two"),
    /** Subject, the softmax. */
    SOFTMAX_ACTIVATED(
            "NetworkSoftmax",
            "%1$s changes the probabilities that %2$s gives, which then need not add up to 1: apply"
                    + " it before the softmax, or remove it",
            "softmax"),
    /** Subject, rate, what to write. */
    DROPOUT_RATE(
            "NetworkDropout",
            "The rate of %1$s is %2$s, but it must be at least 0 and less than 1: %3$s"),
    /** Subject. */
    DROPOUT_LAST(
            "NetworkDropout",
            "%1$s is the last operation, so the loss sees outputs that are zero by chance: move it"
                    + " before the last layer",
            "dropout"),
    /** Subject, value, initializer. */
    INITIAL_VALUE_IGNORED(
            "NetworkInitializer",
            "initValue = %2$s has no effect on %1$s, because its initializer is %3$s: write init ="
                    + " Initializer.CONSTANT, or remove initValue",
            "initializer"),
    /** Subject, value. */
    INITIAL_VALUE_NOT_FINITE(
            "NetworkInitializer",
            "initValue of %1$s is %2$s, but a parameter starts at a finite number: write for"
                    + " instance initValue = 0.01"),

    // Activations --------------------------------------------------------------------------------

    /** Annotation, formula, column, what is wrong. */
    FORMULA_INVALID("NetworkFormula", "The formula \"%2$s\" of @%1$s, column %3$d: %4$s"),
    /** Annotation, formula. */
    FORMULA_WITHOUT_X(
            "NetworkFormula",
            "The formula \"%2$s\" of @%1$s does not use x, so the layer would ignore what it reads:"
                    + " write a formula in x, for instance \"max(x, 0)\""),
    /** Annotation, formula. */
    FORMULA_FLAT(
            "NetworkFormula",
            "The formula \"%2$s\" of @%1$s has the derivative 0 everywhere, so no layer before it"
                    + " could learn: use x outside the conditions too"),
    /** Annotation. */
    ACTIVATION_RETENTION(
            "NetworkFormula",
            "@%1$s is kept in sources only, so a network that uses it would be another one when it"
                    + " is read from its class file: remove @Retention from @%1$s"),
    /** Annotation, member, type found. */
    ACTIVATION_MEMBER_TYPE(
            "NetworkFormula",
            "The member %2$s of the activation @%1$s is %3$s, but the constants of a formula are"
                    + " numbers: make it int, long, float or double"),
    /** Annotation, type found. */
    ACTIVATION_FROM_TYPE(
            "NetworkFormula",
            "The member from of the activation @%1$s is %2$s, but an activation reads one layer:"
                    + " write \"String from() default \\\"\\\"\""),
    /** Annotation. */
    ACTIVATION_MEMBER_NAME(
            "NetworkFormula",
            "A member of the activation @%1$s cannot be called x, which is the element of the input"
                    + " in its formula: rename it"),
    /** Subject, member, value. */
    ACTIVATION_MEMBER_VALUE(
            "NetworkFormula",
            "%2$s of %1$s is %3$s, but a formula computes with finite numbers: write a finite"
                    + " number"),
    /** Subject, the type it names, what is wrong with it. */
    ACTIVATION_CHOICE(
            "NetworkFormula",
            "%1$s names the activation %2$s, but %2$s %3$s: name an annotation that carries"
                    + " @Activation and has defaults, for instance Relu.class"),
    /** Subject, formula, column, what is wrong. */
    ACTIVATION_VALUES(
            "NetworkFormula",
            "With the values of %1$s, its formula \"%2$s\" has no value, column %3$s: %4$s"),

    // The processor itself -----------------------------------------------------------------------

    /** Version of the language. */
    SOURCE_VERSION(
            "NetworkVersion",
            "Networks are compiled to Java 17, but these sources are compiled as Java %1$s: write"
                    + " --release 17 or a later one (in Maven <maven.compiler.release>, in Gradle"
                    + " options.release)"),

    /** Name, exception, place. */
    INTERNAL(
            "NetworkInternal",
            "Nothing is generated for %1$s, because Tapeless itself failed: please report this line"
                    + " together with the class: %2$s (%3$s)"),
    /** What was asked for, what to write. */
    DUMP_UNKNOWN(
            "NetworkOption",
            Diagnostic.Kind.WARNING,
            "-Atapeless.dump does not know the stage \"%1$s\": %2$s"),
    /** Name, stage, text. */
    DUMP("NetworkDump", Diagnostic.Kind.NOTE, "%1$s, %2$s:\n%3$s");

    private final String tag;
    private final Diagnostic.Kind kind;
    private final String sentence;
    private final String category;

    /** An error. */
    Message(String tag, String sentence) {
        this(tag, Diagnostic.Kind.ERROR, sentence);
    }

    /** What cannot be suppressed. */
    Message(String tag, Diagnostic.Kind kind, String sentence) {
        this.tag = tag;
        this.kind = kind;
        this.sentence = sentence;
        this.category = "";
    }

    /** A warning that can be suppressed. */
    Message(String tag, String sentence, String category) {
        this.tag = tag;
        this.kind = Diagnostic.Kind.WARNING;
        this.sentence =
                sentence + "; or keep it with @SuppressWarnings(\"tapeless:" + category + "\")";
        this.category = category;
    }

    /**
     * How serious it is.
     *
     * @return error, warning or note
     */
    public Diagnostic.Kind kind() {
        return kind;
    }

    /**
     * What comes after {@code tapeless:} to suppress it.
     *
     * @return the category of a warning; empty for what cannot be suppressed
     */
    public String category() {
        return category;
    }

    /**
     * The sentence as it is printed.
     *
     * @param arguments what is filled in, as the comment on the constant lists it
     * @return the tag and the sentence
     */
    public String format(Object... arguments) {
        return "[" + tag + "] " + String.format(Locale.ROOT, sentence, arguments);
    }
}
