package io.gitops4j.samples.cli;

import io.gitops4j.core.CancellationSource;
import io.gitops4j.core.Location;
import io.gitops4j.core.event.EventListener;
import io.gitops4j.embedded.Rollout;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Where state is kept, and in whose name a command acts. */
final class StateOptions {
    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The folder of the embedded cluster, the store and the Git cache. Default: .gitops4j")
    private Path folder = Path.of(".gitops4j");

    @Option(
            names = "--cluster",
            paramLabel = "CLUSTER",
            description = {
                "The cluster to deliver to: embedded, a cluster in a file, or context:NAME of a kubeconfig.",
                "Default: what the application's file says, or embedded"
            })
    private @Nullable String cluster;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "The file of contexts. Default: $KUBECONFIG, or .kube/config in the home folder")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--installation",
            paramLabel = "NAME",
            description =
                    "The name of this installation, which marks its objects; it cannot change later. Default: local")
    private String installation = "local";

    @Option(names = "--actor", paramLabel = "NAME", description = "Who asks, for the history. Default: the user")
    private String actor = System.getProperty("user.name", "unknown");

    @Option(
            names = "--rollout",
            paramLabel = "TIME",
            converter = RolloutTime.class,
            description = "How long workloads of the embedded cluster take: immediate, or a time. Default: 2s")
    private Rollout rollout = Rollout.over(Duration.ofSeconds(2));

    /** {@code immediate}, or a duration. */
    static final class RolloutTime implements ITypeConverter<Rollout> {
        @Override
        public Rollout convert(String value) {
            return value.equals("immediate") ? Rollout.immediate() : Rollout.over(Durations.parse(value));
        }
    }

    Session open(CancellationSource stop, EventListener listener) {
        if (cluster != null) {
            Targets.require(cluster, Location.nowhere().withField("--cluster"));
        }
        Session.Settings settings = new Session.Settings(installation, actor, rollout, cluster, kubeconfig);
        return new Session(folder.toAbsolutePath().normalize(), settings, stop, listener);
    }
}
