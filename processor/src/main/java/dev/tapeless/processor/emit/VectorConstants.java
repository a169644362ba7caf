package dev.tapeless.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import javax.lang.model.element.Modifier;

/** The constants that code in vectors reads: the width of vectors, and what moves their lanes. */
final class VectorConstants {

    /** The vectors of the preferred width. */
    static final String SPECIES = "SPECIES";

    /** The number of their lanes. */
    static final String LANES = "LANES";

    /** The registers for vectors. */
    static final String REGISTERS = "REGISTERS";

    /** The vector of the indices of their lanes. */
    static final String LANE_INDEX = "LANE_INDEX";

    /** Shuffles that swap lanes, and masks of the lanes whose index has a bit: with a number. */
    static final String SWAP = "SWAP";

    static final String BIT = "BIT";

    /** The mask of the second half of the lanes. */
    static final String UPPER_HALF = "UPPER_HALF";

    /** The species of vectors of doubles as wide as those of floats. */
    static final String DOUBLES = "DOUBLES";

    private static final int MOST_DISTANCE = 8;

    /** The lanes of the widest vectors that are used: 512 bits. */
    private static final int WIDEST_BITS = 512;

    /** AVX2 has 16 registers of as many bits; AVX-512 and NEON have 32 of theirs. */
    private static final int AVX2_BITS = 256;

    private final Real real;

    private VectorConstants(Real real) {
        this.real = real;
    }

    /**
     * The constants of a class; compilers warn of a private constant that nobody reads.
     *
     * @param real the numbers in the lanes
     * @param read the names that its code reads
     * @return those, and what they are made of, in the order in which they can be initialized
     */
    static List<FieldSpec> of(Real real, Set<String> read) {
        return new VectorConstants(real)
                .all().stream().filter(constant -> isUsed(constant.name(), read)).toList();
    }

    /** The species is read by others. */
    private static boolean isUsed(String constant, Set<String> read) {
        final boolean makesShuffles =
                constant.equals(LANES)
                        && read.stream().anyMatch(w -> w.startsWith(SWAP) || w.equals(UPPER_HALF));
        return constant.equals(SPECIES) || makesShuffles || read.contains(constant);
    }

    private List<FieldSpec> all() {
        final TypeName species = ParameterizedTypeName.get(JavaNames.VECTOR_SPECIES, boxed());
        final List<FieldSpec> constants = new ArrayList<>();
        constants.add(
                constant(
                        species,
                        SPECIES,
                        CodeBlock.of(
                                "$T.SPECIES_PREFERRED.vectorBitSize() > $L"
                                        + " ? $T.SPECIES_512 : $T.SPECIES_PREFERRED",
                                real.vector,
                                WIDEST_BITS,
                                real.vector,
                                real.vector)));
        constants.add(constant(TypeName.INT, LANES, CodeBlock.of("$L.length()", SPECIES)));
        constants.add(
                constant(
                        TypeName.INT,
                        REGISTERS,
                        CodeBlock.of("$L.vectorBitSize() == $L ? 16 : 32", SPECIES, AVX2_BITS)));
        constants.add(
                constant(
                        real.vector,
                        LANE_INDEX,
                        CodeBlock.of("$T.zero($L).addIndex(1)", real.vector, SPECIES)));
        constants.add(
                constant(
                        ParameterizedTypeName.get(JavaNames.VECTOR_SPECIES, Real.DOUBLE.type.box()),
                        DOUBLES,
                        CodeBlock.of("$L.withLanes(double.class)", SPECIES)));
        constants.add(
                constant(
                        ParameterizedTypeName.get(JavaNames.VECTOR_MASK, boxed()),
                        UPPER_HALF,
                        CodeBlock.of(
                                "$T.fromLong($L, -1L << $L / 2)",
                                JavaNames.VECTOR_MASK,
                                SPECIES,
                                LANES)));
        for (int distance = MOST_DISTANCE; distance > 0; distance /= 2) {
            constants.add(
                    constant(
                            ParameterizedTypeName.get(JavaNames.VECTOR_SHUFFLE, boxed()),
                            SWAP + distance,
                            CodeBlock.of(
                                    "$T.fromOp($L, lane -> (lane ^ $L) % $L)",
                                    JavaNames.VECTOR_SHUFFLE, SPECIES, distance, LANES)));
            constants.add(
                    constant(
                            ParameterizedTypeName.get(JavaNames.VECTOR_MASK, boxed()),
                            BIT + distance,
                            CodeBlock.of(
                                    "$T.fromLong($L, $L)",
                                    JavaNames.VECTOR_MASK,
                                    SPECIES,
                                    String.format(Locale.ROOT, "0x%04xL", lanesWith(distance)))));
        }
        return constants;
    }

    /** A bit for each of 16 lanes whose index has another bit. */
    private static long lanesWith(int bit) {
        long lanes = 0;
        for (int lane = 0; lane < 2 * MOST_DISTANCE; lane++) {
            lanes |= (lane & bit) == 0 ? 0 : 1L << lane;
        }
        return lanes;
    }

    private TypeName boxed() {
        return real.type.box();
    }

    private static FieldSpec constant(TypeName type, String name, CodeBlock value) {
        return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(value)
                .build();
    }
}
