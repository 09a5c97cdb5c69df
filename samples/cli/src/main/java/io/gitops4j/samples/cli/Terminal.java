package io.gitops4j.samples.cli;

import io.gitops4j.core.CancellationSource;
import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes, and what stops it.
 *
 * @param out what the command has to say
 * @param err errors, and progress of long work
 * @param interactive whether a person looks at it
 * @param stop asks the command to stop
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive, CancellationSource stop) {

    /** The process's own. */
    static Terminal system(CancellationSource stop) {
        // stdout is text of repositories, which is UTF-8 whatever the locale says
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        return new Terminal(out, err, isTerminal(System.console()), stop);
    }

    /** From Java 22 on there is a console for a pipe too, which says that it is no terminal. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true; // before Java 22: a console is a terminal
        }
    }

    /** Whether to colour: in a terminal, unless the convention of no-color.org says otherwise. */
    boolean colours() {
        String off = System.getenv("NO_COLOR");
        return interactive && (off == null || off.isEmpty());
    }
}
