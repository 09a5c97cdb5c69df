package io.gitops4j.samples.quickstart;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Tells the story. Its exit code is 0 where everything went as told. */
public final class Main {
    private Main() {}

    /** The program; it takes no arguments. */
    public static void main(String[] args) throws Exception {
        Page page = new Page(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        try (Repository repository = Repository.create();
                Host host = new Host(page)) {
            new Story(page, repository, host).tell();
        }
    }
}
