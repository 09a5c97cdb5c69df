package io.gitops4j.samples.cli;

/** Colours text for a terminal, or leaves it as it is. */
enum Paint {
    PLAIN(false),
    COLOURED(true);

    private final boolean on;

    Paint(boolean on) {
        this.on = on;
    }

    String good(String text) {
        return wrap("32", text);
    }

    String changed(String text) {
        return wrap("33", text);
    }

    String bad(String text) {
        return wrap("31", text);
    }

    String strong(String text) {
        return wrap("1", text);
    }

    String quiet(String text) {
        return wrap("2", text);
    }

    private String wrap(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
