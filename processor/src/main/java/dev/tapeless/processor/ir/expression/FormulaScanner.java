package dev.tapeless.processor.ir.expression;

/** Cuts a formula into tokens, one at a time. */
final class FormulaScanner {

    /** What a token is. */
    enum Kind {
        /** An unsigned number. */
        NUMBER,
        /** A name. */
        NAME,
        /** An operator, a comparison, a parenthesis or a comma. */
        SYMBOL,
        /** Behind the last character. */
        END
    }

    /**
     * A token.
     *
     * @param kind what it is
     * @param text its characters
     * @param column its first column, from 1
     */
    record Token(Kind kind, String text, int column) {

        /**
         * How a message quotes this token.
         *
         * @return for instance {@code '*'}
         */
        String quoted() {
            return kind == Kind.END ? "the end of the formula" : "'" + text + "'";
        }
    }

    private static final String TWO_CHARACTERS = "<= >= == !=";
    private static final String ONE_CHARACTER = "+-*/(),<>";

    private final String text;
    private int position;

    FormulaScanner(String text) {
        this.text = text;
    }

    /**
     * The next token.
     *
     * @return the token; {@link Kind#END} ever after the last
     * @throws FormulaException for a character that no formula has
     */
    Token next() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        final int start = position;
        if (start == text.length()) {
            return new Token(Kind.END, "", start + 1);
        }
        final char first = text.charAt(start);
        if (isDigit(start) || (first == '.' && isDigit(start + 1))) {
            position = endOfNumber(start);
            return token(Kind.NUMBER, start);
        }
        if (Character.isJavaIdentifierStart(first)) {
            while (position < text.length()
                    && Character.isJavaIdentifierPart(text.charAt(position))) {
                position++;
            }
            return token(Kind.NAME, start);
        }
        final String pair = text.substring(start, Math.min(start + 2, text.length()));
        if (pair.length() == 2 && !pair.contains(" ") && TWO_CHARACTERS.contains(pair)) {
            position += 2;
            return token(Kind.SYMBOL, start);
        }
        if (ONE_CHARACTER.indexOf(first) < 0) {
            throw new FormulaException(start + 1, unexpected(start));
        }
        position++;
        return token(Kind.SYMBOL, start);
    }

    private Token token(Kind kind, int start) {
        return new Token(kind, text.substring(start, position), start + 1);
    }

    private int endOfNumber(int start) {
        int end = endOfDigits(start);
        if (end < text.length() && text.charAt(end) == '.') {
            end = endOfDigits(end + 1);
        }
        if (end < text.length() && (text.charAt(end) | ' ') == 'e') {
            final boolean signed =
                    end + 1 < text.length() && "+-".indexOf(text.charAt(end + 1)) >= 0;
            final int digits = signed ? end + 2 : end + 1;
            end = isDigit(digits) ? endOfDigits(digits) : end;
        }
        return end;
    }

    private int endOfDigits(int start) {
        int end = start;
        while (isDigit(end)) {
            end++;
        }
        return end;
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private String unexpected(int index) {
        final String found =
                "unexpected '" + new String(Character.toChars(text.codePointAt(index))) + "'";
        return switch (text.charAt(index)) {
            case '^' -> found + "; write a power as a product, for instance x * x";
            case '=' -> found + "; equality is written ==";
            case '?', ':' -> found + "; a choice is written where(x > 0, x, 0)";
            case '&', '|', '!' -> found + "; nest where(...) to combine conditions";
            case '[', '{', '}', ']' -> found + "; use round parentheses";
            default -> found + "; a formula has numbers, names, + - * / ( ) , and comparisons";
        };
    }
}
