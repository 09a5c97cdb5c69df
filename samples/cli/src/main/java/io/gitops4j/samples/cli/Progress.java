package io.gitops4j.samples.cli;

import io.gitops4j.core.event.Event;
import io.gitops4j.core.event.EventListener;

/**
 * Shows that long work goes on: in a terminal one line that changes, else a line for each wait; for programs nothing.
 */
final class Progress implements EventListener {
    private final Terminal terminal;
    private boolean silent;
    private String last = "";

    Progress(Terminal terminal, boolean silent) {
        this.terminal = terminal;
        this.silent = silent;
    }

    @Override
    public synchronized void on(Event event) {
        boolean told = event.kind() == Event.Kind.WAITING || event.kind() == Event.Kind.STEP && terminal.interactive();
        if (silent || !told || event.message().equals(last)) {
            return;
        }
        last = event.message();
        if (terminal.interactive()) {
            terminal.err().print("\r\u001b[K" + last);
            terminal.err().flush();
        } else {
            terminal.err().println(last);
        }
    }

    /** Takes the changing line away, and shows no more: what follows is the result. */
    synchronized void end() {
        silent = true;
        if (terminal.interactive() && !last.isEmpty()) {
            terminal.err().print("\r\u001b[K");
            terminal.err().flush();
        }
    }
}
