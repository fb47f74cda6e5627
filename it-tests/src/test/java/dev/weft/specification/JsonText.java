package dev.weft.specification;

/** Brings two JSON texts that say the same in the same order to the same characters: no blanks, one way to escape. */
final class JsonText {
    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    static String normalised(String text) {
        return new JsonText(text).outside();
    }

    private String outside() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                out.append(c);
                inside();
            } else if (!Character.isWhitespace(c)) {
                out.append(c);
            }
        }
        return out.toString();
    }

    private void inside() {
        for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
            append(c == '\\' ? escaped() : c);
        }
        out.append('"');
    }

    private char escaped() {
        char c = text.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text, at - 4, at, 16);
            }
            default -> c;
        };
    }

    private void append(char c) {
        if (c < ' ' || c > '~' || c == '"' || c == '\\') {
            out.append(String.format("\\u%04x", (int) c));
        } else {
            out.append(c);
        }
    }
}
