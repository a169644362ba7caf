package dev.tapeless.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;

/** The types that generated code refers to. */
final class JavaNames {

    private static final String RUNTIME = "dev.tapeless.runtime";
    private static final String SUPPORT = RUNTIME + ".support";

    static final ClassName MODEL = ClassName.get(RUNTIME, "Model");
    static final ClassName LINK = ClassName.get(RUNTIME, "Link");
    static final ClassName LAYER = ClassName.get(RUNTIME, "Layer");
    static final ClassName STEPPER = ClassName.get(RUNTIME, "Stepper");
    static final ClassName PARAMETER = ClassName.get(RUNTIME, "Parameter");
    static final ClassName PARAMETERS = ClassName.get(RUNTIME, "Parameters");
    static final ClassName RANDOM_STREAM = ClassName.get(RUNTIME, "RandomStream");
    static final ClassName ROW_PART = ClassName.get(RUNTIME, "RowPart");
    static final ClassName ROW_PACKING = ClassName.get(SUPPORT, "RowPacking");
    static final ClassName CHECKS = ClassName.get(SUPPORT, "Checks");
    static final ClassName INITIALIZERS = ClassName.get(SUPPORT, "Initializers");
    static final ClassName WORKSPACES = ClassName.get(SUPPORT, "Workspaces");
    static final ClassName WORKERS = ClassName.get(RUNTIME, "Workers");
    static final ClassName PART = ClassName.get(SUPPORT, "Part");
    static final ClassName TILING = ClassName.get(SUPPORT, "Tiling");
    static final ClassName VECTOR_SWITCH = ClassName.get(SUPPORT, "VectorSwitch");
    static final ClassName SUMMARY_TABLE = ClassName.get(SUPPORT, "SummaryTable");
    static final ClassName GENERATED_NETWORK = ClassName.get(SUPPORT, "GeneratedNetwork");
    static final ClassName ELEMENTARY = ClassName.get(RUNTIME + ".math", "Elementary");
    static final ClassName GENERATED = ClassName.get("javax.annotation.processing", "Generated");
    static final ClassName ARRAY_LIST = ClassName.get("java.util", "ArrayList");
    static final ClassName CONSUMER = ClassName.get("java.util.function", "Consumer");
    static final ClassName OBJECTS = ClassName.get("java.util", "Objects");
    static final ClassName LIST = ClassName.get("java.util", "List");
    static final ClassName ARRAYS = ClassName.get("java.util", "Arrays");
    static final ClassName MATH = ClassName.get("java.lang", "Math");
    static final ClassName SYSTEM = ClassName.get("java.lang", "System");
    static final ClassName STRING = ClassName.get("java.lang", "String");

    /** The package, and the module, of the Vector API. */
    static final String VECTOR_PACKAGE = "jdk.incubator.vector";

    static final ClassName VECTOR_SPECIES = ClassName.get(VECTOR_PACKAGE, "VectorSpecies");
    static final ClassName VECTOR_SHUFFLE = ClassName.get(VECTOR_PACKAGE, "VectorShuffle");
    static final ClassName VECTOR_MASK = ClassName.get(VECTOR_PACKAGE, "VectorMask");
    static final ClassName VECTOR_OPERATORS = ClassName.get(VECTOR_PACKAGE, "VectorOperators");

    private JavaNames() {}

    /** A generic type. */
    static TypeName of(ClassName type, TypeName argument) {
        return ParameterizedTypeName.get(type, argument);
    }
}
