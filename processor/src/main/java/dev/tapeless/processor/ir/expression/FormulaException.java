package dev.tapeless.processor.ir.expression;

/** Tells what is wrong with a formula, and where. */
public final class FormulaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int column;

    /**
     * A mistake at a place of the formula.
     *
     * @param column the column, from 1
     * @param message what was found, what was expected and what to write
     */
    public FormulaException(int column, String message) {
        super(message);
        this.column = column;
    }

    /**
     * Where the mistake is.
     *
     * @return the column in the formula, from 1
     */
    public int column() {
        return column;
    }
}
