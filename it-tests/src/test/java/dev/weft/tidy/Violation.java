package dev.weft.tidy;

/** One habit broken at one place; {@code rule} is the word that tidy-waivers.txt uses. */
record Violation(String rule, String path, long line, String message) {
    @Override
    public String toString() {
        return path + ":" + line + " [" + rule + "] " + message;
    }
}
