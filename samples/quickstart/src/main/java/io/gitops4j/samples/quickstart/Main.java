package io.gitops4j.samples.quickstart;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tells the story. Its exit code is 0 where everything went as told. */
public final class Main {
    private Main() {}

    /** The program: on a cluster in memory, or with {@code --cluster context:NAME} on one of a kubeconfig. */
    public static void main(String[] args) throws Exception {
        Page page = new Page(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        try (Repository repository = Repository.create();
                Host host = new Host(target(args), page)) {
            new Story(page, repository, host).tell();
        }
    }

    private static Target target(String[] args) {
        if (args.length == 0 || List.of(args).equals(List.of("--cluster", "embedded"))) {
            return Target.embedded();
        }
        if (args.length == 2 && args[0].equals("--cluster") && args[1].startsWith("context:")) {
            return KubernetesTarget.context(args[1].substring("context:".length()));
        }
        throw new IllegalArgumentException("usage: [--cluster embedded|context:NAME]");
    }
}
