package dev.tapeless.processor.schedule.plan;

/**
 * The measured limits between the forms, all of them. Times are per call on JDK 17 and 25, AVX-512,
 * one thread; {@code docs/design-notes.md} has the tables.
 */
public final class CostModel {

    /**
     * Multiply-adds of a sample up to which a whole network is straight-line code. A network of
     * 4-8-3 (56) takes 24-37 ns straight and 40 ns in loops, one of 8-12-4 (144) the same in both,
     * one of 8-24-4 (288) 150-220 ns straight and 90-110 ns in loops.
     */
    public static final int STRAIGHT_LINE_MULTIPLY_ADDS = 128;

    /** Elements of all values of a sample up to which a network may be straight-line code. */
    public static final int STRAIGHT_LINE_ELEMENTS = 400;

    /**
     * Elements that straight-line code packs into a vector, as many as 256 bits hold. Where vectors
     * are wider, their other lanes compute what nobody reads: vectors of two widths in one JVM
     * would cost all kernels their registers. 4-8-3 takes 9 ns on JDK 17 and 7 ns on JDK 25, 18 ns
     * in numbers.
     */
    public static final int STRAIGHT_LINE_LANES = 8;

    /** Elements behind an array that the widest vector reads beyond its last eight. */
    public static final int STRAIGHT_LINE_ROOM = 8;

    /**
     * How many times as many instructions straight-line code must have in numbers as in vectors. A
     * layer of 10-1 takes 7 ns and would take 9 in vectors, one of 8-3 5 ns and 6, on JDK 17.
     */
    public static final int STRAIGHT_LINE_GAIN = 2;

    /**
     * Results of a product from which on its rows are worth vectors: 16 numbers fill the widest
     * there are. Fewer results are dot products where the sums are as long, and an accumulator each
     * in a register where those are short too.
     */
    public static final int WIDE = 16;

    /**
     * Bytes of the lanes of a dot product: the widest vector there is. Narrower processors have two
     * or four vectors for it, which hides the time of an addition just as well.
     */
    public static final int DOT_BYTES = 64;

    /** Dot products with one row that share its reading and hide the time of an addition. */
    public static final int DOTS_AT_ONCE = 4;

    /**
     * Rows of results of a tile of a product in vectors. Six by four are 24 sums in registers, and
     * 30 registers in all. 784x128, 128 samples, on a Xeon with AVX-512 and JDK 17, GFLOP/s with
     * panels that are aligned: 175, with five rows 169, with four 161, and 153 with twelve rows of
     * two vectors. Five rows take what six do not divide.
     */
    public static final int TILE_ROWS = 6;

    /** Vectors of results in a row of a tile. */
    public static final int TILE_VECTORS = 4;

    /** Registers for vectors that tiles of six by four need. */
    public static final int TILE_REGISTERS = 32;

    /**
     * Vectors of results in a row of a tile where there are 16 registers, or four vectors do not
     * fit. With 256 bits on the same machine: 91 GFLOP/s with six by two, 57 with five by four.
     */
    public static final int FEW_TILE_VECTORS = 2;

    /**
     * Rows of results of a tile of two vectors. C2 reads the numbers of all rows ahead of their
     * multiply-adds: eight sums, two vectors and four numbers are 14 registers of 16. With six rows
     * one or two of the twelve sums live on the stack. 784x128, 128 samples, 256 bits, JDK 17 and
     * 25: 278 and 276 us, with six rows 503 and 556.
     */
    public static final int FEW_TILE_ROWS = 4;

    /**
     * Rows of a block of a matrix that is copied into a panel: so many that nearly every sum is one
     * block, and is read and written once. Its panel of four vectors, 256 KB, stays in the second
     * cache and is read in order, which the processor foresees. 784x128, 128 samples, Zen 5: 121 to
     * 125 us, with blocks of 128 rows, which the first cache holds, 133 to 139 us. Blocks of 196
     * and 256 rows, which neither hold nor are one, take longer than both.
     */
    public static final int PANEL_ROWS = 1024;

    /** Rows of a panel that the first cache holds, 32 KB. */
    public static final int SHORT_PANEL_ROWS = 128;

    /** Numbers of a panel behind its vectors, {@code Tiling.EXTRA} of the runtime. */
    public static final int PANEL_EXTRA = 18;

    /**
     * Samples of a block of gradients that is copied into a panel, which the first cache holds
     * together with the inputs of as many samples. 784 x 128, 128 samples: 73 % of the peak, 56 %
     * without panel.
     */
    public static final int PANEL_SAMPLES = 64;

    /**
     * Columns of gradients of results that are copied into panels at once: for as many samples 128
     * KB of floats or 256 KB of doubles, which stay in the second cache.
     */
    public static final int GRADIENT_COLUMNS = 512;

    /**
     * Rows of gradients of weights at most, eight tiles of six, that pass all panels before the
     * next ones do. Their inputs are packed, 64 samples one behind the other: tiles then need no
     * row of a sample, and C2 keeps all they need in registers, which on JDK 17 it did in two JVMs
     * of three only. A step of 784-512-512-10 with 128 samples takes 2.8 ms, 3.1 or 6.0 ms with
     * inputs as they lie.
     */
    public static final int GRADIENT_ROWS = 8 * TILE_ROWS;

    /** Vectors of a row that are copied in a pass: with 512 bits those of a group of inputs. */
    public static final int PACKED_VECTORS = 3;

    /** Inputs up to which a product of one sample names each of them. */
    public static final int UNROLLED_INPUTS = 8;

    /**
     * Rows of weights that a pass of one sample adds to a row of results longer than a tile of
     * eight vectors: 784-512-512-10 takes 83 to 84 us on JDK 17 and 72 to 78 us on JDK 25, tiles 84
     * to 88 us and 88 to 92 us; sixteen rows a pass are slower, four are no faster.
     */
    public static final int SAMPLE_ROWS_A_PASS = 8;

    /**
     * Rows of weights that a tile adds in a pass of its loop, for one sample. 784-128-10, tiles of
     * eight vectors: 3.8 to 3.9 us on JDK 25, 4.1 to 4.5 us with one row; no clear difference on
     * JDK 17, and four rows are no faster. 32-64-64-1, tiles of four vectors: 202 to 220 ns, with
     * one row 219 to 235 ns.
     */
    public static final int SAMPLE_ROWS_OF_TILES = 2;

    /**
     * Samples of the tile that fills a panel while it computes, and from which on a panel pays:
     * most numbers of samples are five and some tiles of six and of five. 784-128-10 takes 11 us
     * for five samples and 17 us for nine, 25 and 41 us where each sample reads the weights; 32
     * samples take 48 us, 54 us where the panel is filled before. A tile of two vectors has {@link
     * #FEW_TILE_ROWS}.
     */
    public static final int PACKING_TILE_ROWS = 5;

    /**
     * Samples of the tiles that take what the largest tiles and those of one row less leave: the
     * four sums of one sample wait for each other as long as the eight of two take. 784-128-10,
     * seven to nine samples 14.3, 15.5 and 17.1 us, 15.5, 17.7 and 20.1 us one by one, where eleven
     * take 17.7 us.
     */
    public static final int REST_TILE_ROWS = 2;

    /**
     * Samples of the tile that reads the weights as they lie, where there are too few for a panel.
     * 784-128-10 takes 8 us for four samples and 6 us for two, on JDK 17 and 25; 17 and 8.5 us
     * where each sample reads the weights.
     */
    public static final int DIRECT_TILE_ROWS = 4;

    /** Sums of such a tile for one or two samples, which fit into 16 registers. */
    public static final int DIRECT_SUMS = 8;

    /** Rows that a transposition reads side by side, so that it writes as many numbers in a row. */
    public static final int TRANSPOSED_ROWS = 8;

    /**
     * Sums of a tile of a convolution in registers. Seven places by two vectors reach 69-76 % of
     * the peak, ten by two 73-75 % and fourteen by two 78 %, on JDK 17 and 25; with 256 bits, where
     * 16 registers hold vectors, 62, 43 and 52 %.
     */
    public static final int WINDOW_SUMS = 28;

    /** Places of a tile of a convolution. */
    public static final int WINDOW_PLACES = 14;

    /** Elements of a row of the window in a tile of the gradient of the input. */
    public static final int WINDOW_TAPS = 5;

    /**
     * Gradients of results that a pass over the weights reads, 16 KB: with what it reads of the
     * input and the sums they stay in the first cache. Four rows of 28 places by 32 units: 74 % of
     * the peak, two rows 71 %, all rows 68 %.
     */
    public static final int WINDOW_BLOCK = 4096;

    /** Neighbouring elements below which several runs of a window share a tile. */
    public static final int WINDOW_SHORT_RUN = 8;

    /**
     * Rows of weights, or of a matrix, that one pass over a row of results adds, samples that one
     * pass over a row of gradients adds, and dot products that run at once. 128 results: 51 GFLOP/s
     * on JDK 17 and 42 on JDK 25, with six rows 50 and 41, with four 46 and 38; 512 results: 73,
     * with six rows 70, with four 65. Loops must end at a number: up to the length of an array, C2
     * of JDK 17 does not vectorise eight rows, and a step takes three times as long.
     */
    public static final int ROWS_A_PASS = 8;

    /** Samples of a pass over what passes of {@link #ROWS_A_PASS} leave, which it must divide. */
    public static final int SAMPLES_OF_REST = 4;

    /**
     * Rows of weights that one pass of a convolution adds to a row of results, which is short, and
     * patches that one pass of its gradients adds. With eight, LeNet predicts 32 samples in 2.6 to
     * 2.9 ms, with four in 2.4 to 2.5.
     */
    public static final int WINDOW_ROWS_A_PASS = 4;

    /**
     * Columns of a product of matrices of one sample below which its rows are the longer loops, so
     * that the just-in-time compiler vectorises it.
     */
    public static final int MATRIX_COLUMNS = 32;

    /**
     * Samples below which a gradient of an input reads the weights as they lie. From here on a
     * transposed copy, made once a batch, pays for itself: for 512x512 dot products take 54 to 67
     * us for one sample, 112 to 134 for two and 170 to 199 for three, a product with the copy 112
     * to 123 for two and 121 to 133 for three. In vectors blocks are always copied: 65 to 83 us for
     * one sample, dot products take 77 to 83.
     */
    public static final int SAMPLES_WORTH_TRANSPOSING = 2;

    /**
     * Percent of the samples whose transposed copies would be as many numbers as those of the
     * weights, up to which the lanes of the gradient of an input are samples: these are copied in
     * and out. 512x512, where that is 153 samples: 32 samples 115 to 125 us, 155 to 170 with copies
     * of the weights; 64 samples 200 to 225 us and 250 to 270, on JDK 17 and 25; both gradients for
     * 128 samples 1045 and 1095 us on JDK 17.
     */
    public static final int LANE_COPY_GAIN_PERCENT = 60;

    /**
     * Samples whose results are written side by side, eight numbers of each, where lanes were
     * samples: rows are then filled from the left to the right, which the processor foresees. All
     * samples of a tile at once take both gradients of 512x512 a thirtieth longer.
     */
    public static final int WRITTEN_SAMPLES = 16;

    /**
     * What a vector without any sample costs, in percent of the samples up to which lanes pay.
     * 512x512, 17 samples: 133 us in two vectors, 113 to 125 with copies of the weights; 21 samples
     * are even.
     */
    public static final int UNUSED_LANES_PERCENT = 125;

    /**
     * Samples up to which such a layer must pay, or it keeps one form: 128x128, where that would be
     * 38, takes as long in both.
     */
    public static final int LANE_SAMPLES = 85;

    /** Samples of a workspace of prediction at most; as many share what is read of the weights. */
    static final int WORKSPACE_ROWS = 64;

    /** Numbers of the rows of a workspace, which bounds the samples of images: 8 MB of floats. */
    static final long WORKSPACE_ELEMENTS = 2L << 20;

    /**
     * Bytes of bytecode that a method may have. HotSpot never compiles one above 8000, and coverage
     * agents add to it.
     */
    public static final int METHOD_BYTES = 6500;

    private CostModel() {}
}
