package io.gitops4j.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Cancellation;
import io.gitops4j.testkit.GitFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs commands in this process, on one state folder and one repository. */
final class Shell implements AutoCloseable {
    final GitFixture git = GitFixture.create();
    private final Path folder;

    Shell(Path folder) {
        this.folder = folder;
    }

    /**
     * How a command ended.
     *
     * @param exit its exit code
     * @param out standard output
     * @param err standard error
     */
    record Result(int exit, String out, String err) {
        Result exits(Exit expected) {
            assertThat(exit).as("exit code; out:\n%s\nerr:\n%s", out, err).isEqualTo(expected.code());
            return this;
        }

        /** The digest that a plan printed. */
        String digest() {
            return out.substring(out.indexOf("digest sha256:") + "digest ".length())
                    .strip();
        }
    }

    /** A repository that declares a shop of one replica. */
    Shell withShop() {
        git.write("deploy/config.yaml", Manifests.CONFIG)
                .write("deploy/web.yaml", Manifests.web(1))
                .commit("Open the shop");
        return this;
    }

    /** The verb, for the application shop of the repository. */
    Result shop(String verb, String... more) {
        List<String> args = new ArrayList<>(
                List.of(verb, "--repo", git.folder().toString(), "--path", "deploy", "--name", "shop", "-n", "shop"));
        args.addAll(List.of(more));
        return run(args.toArray(new String[0]));
    }

    /** Any command; its state is in the shell's folder. */
    Result run(String... command) {
        CapturedStream out = new CapturedStream();
        CapturedStream err = new CapturedStream();
        Terminal terminal = new Terminal(out.stream(), err.stream(), false, Cancellation.source());
        int exit = Cli.run(terminal, here(command));
        return new Result(exit, out.text(), err.text());
    }

    /** The command with options that place it in the shell's folder. */
    String[] here(String... command) {
        List<String> args = new ArrayList<>(List.of(command));
        args.addAll(
                List.of("--state", folder.resolve("state").toString(), "--rollout", "immediate", "--actor", "tester"));
        return args.toArray(new String[0]);
    }

    @Override
    public void close() {
        git.close();
    }
}
