package io.gitops4j.core.application;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.ignore.IgnoreRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to deliver, where, and how. Pure data: nothing in it is opened, resolved or checked against the world. Immutable;
 * equality is by content.
 */
public final class Application {
    /** How long a run waits for objects to become healthy, and for removed ones to go, where nothing else is said. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

    /** How often an application is looked at, where nothing else is said. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(3);

    private final ApplicationId id;
    private final List<ApplicationSource> sources;
    private final String cluster;
    private final String namespace;
    private final boolean prune;
    private final boolean allowEmpty;
    private final boolean suspended;
    private final Adoption adoption;
    private final DriftPolicy drift;
    private final Duration interval;
    private final Duration timeout;
    private final List<String> transformers;
    private final List<IgnoreRule> ignored;

    private Application(Builder from) {
        this.id = from.id;
        this.sources = List.copyOf(from.sources);
        this.cluster = from.cluster;
        this.namespace = from.namespace;
        this.prune = from.prune;
        this.allowEmpty = from.allowEmpty;
        this.suspended = from.suspended;
        this.adoption = from.adoption;
        this.drift = from.drift;
        this.interval = from.interval;
        this.timeout = from.timeout;
        this.transformers = List.copyOf(from.transformers);
        this.ignored = List.copyOf(from.ignored);
    }

    /** A builder for the application {@code name} of a host without tenants. */
    public static Builder named(String name) {
        return new Builder(ApplicationId.of(name));
    }

    /** A builder for the application {@code id}. */
    public static Builder named(ApplicationId id) {
        return new Builder(id);
    }

    /** A builder that begins with this application. */
    public Builder toBuilder() {
        Builder builder = new Builder(id);
        builder.sources.addAll(sources);
        builder.cluster = cluster;
        builder.namespace = namespace;
        builder.prune = prune;
        builder.allowEmpty = allowEmpty;
        builder.suspended = suspended;
        builder.adoption = adoption;
        builder.drift = drift;
        builder.interval = interval;
        builder.timeout = timeout;
        builder.transformers.addAll(transformers);
        builder.ignored.addAll(ignored);
        return builder;
    }

    /** Which application. */
    public ApplicationId id() {
        return id;
    }

    /** Where its objects come from, at least one, each with a name of its own; unmodifiable. */
    public List<ApplicationSource> sources() {
        return sources;
    }

    /** The name of the cluster that it goes to, as the host knows it. */
    public String cluster() {
        return cluster;
    }

    /** The namespace of objects that name none; empty where each must name its own. */
    public String namespace() {
        return namespace;
    }

    /** Whether objects that are no longer declared are removed. */
    public boolean prune() {
        return prune;
    }

    /** Whether declaring nothing at all is meant, and not an accident that must not remove everything. */
    public boolean allowEmpty() {
        return allowEmpty;
    }

    /** Whether it is left alone for now. */
    public boolean suspended() {
        return suspended;
    }

    /** When an existing object that is not ours is taken. */
    public Adoption adoption() {
        return adoption;
    }

    /** What to do about drift. */
    public DriftPolicy drift() {
        return drift;
    }

    /** How often it is looked at. */
    public Duration interval() {
        return interval;
    }

    /** How long a run waits for objects to become healthy, and for removed ones to go. */
    public Duration timeout() {
        return timeout;
    }

    /** The ids of the transformers that its objects pass through, in order; unmodifiable. */
    public List<String> transformers() {
        return transformers;
    }

    /** What of its objects is not its own to judge; unmodifiable. */
    public List<IgnoreRule> ignored() {
        return ignored;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Application that
                && ApplicationFormat.print(this).equals(ApplicationFormat.print(that));
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, sources, cluster, namespace);
    }

    @Override
    public String toString() {
        return "Application " + id;
    }

    /** Builds an {@link Application}. For one thread. */
    public static final class Builder {
        private final ApplicationId id;
        private final List<ApplicationSource> sources = new ArrayList<>();
        private String cluster = "";
        private String namespace = "";
        private boolean prune;
        private boolean allowEmpty;
        private boolean suspended;
        private Adoption adoption = Adoption.IF_UNOWNED;
        private DriftPolicy drift = DriftPolicy.REVERT;
        private Duration interval = DEFAULT_INTERVAL;
        private Duration timeout = DEFAULT_TIMEOUT;
        private final List<String> transformers = new ArrayList<>();
        private final List<IgnoreRule> ignored = new ArrayList<>();

        private Builder(ApplicationId id) {
            this.id = id;
        }

        /** Adds a place that objects come from. */
        public Builder from(SourceSpec source) {
            sources.add(source.toSource());
            return this;
        }

        /** The cluster that it goes to, as the host knows it. */
        public Builder to(String cluster) {
            this.cluster = Objects.requireNonNull(cluster);
            return this;
        }

        /** The namespace of objects that name none. */
        public Builder namespace(String namespace) {
            this.namespace = Objects.requireNonNull(namespace);
            return this;
        }

        /** Removes objects that are no longer declared. */
        public Builder prune() {
            this.prune = true;
            return this;
        }

        /** Keeps objects that are no longer declared: the default. */
        public Builder keepUndeclared() {
            this.prune = false;
            return this;
        }

        /** Lets an empty source remove everything. */
        public Builder allowEmpty() {
            this.allowEmpty = true;
            return this;
        }

        /** Leaves it alone for now. */
        public Builder suspend() {
            this.suspended = true;
            return this;
        }

        /** Takes it up again. */
        public Builder resume() {
            this.suspended = false;
            return this;
        }

        /** When an existing object that is not ours is taken. */
        public Builder adopt(Adoption adoption) {
            this.adoption = Objects.requireNonNull(adoption);
            return this;
        }

        /** What to do about drift. */
        public Builder onDrift(DriftPolicy drift) {
            this.drift = Objects.requireNonNull(drift);
            return this;
        }

        /** How often it is looked at; at least one second. */
        public Builder every(Duration interval) {
            this.interval = Objects.requireNonNull(interval);
            return this;
        }

        /** How long a run waits for health and removal; zero does not wait. */
        public Builder timeout(Duration timeout) {
            this.timeout = Objects.requireNonNull(timeout);
            return this;
        }

        /** Passes the objects through the transformer {@code id}, after those named before. */
        public Builder through(String transformer) {
            transformers.add(Objects.requireNonNull(transformer));
            return this;
        }

        /** Leaves alone what {@code rule} says, besides what those given before say. */
        public Builder ignore(IgnoreRule rule) {
            ignored.add(Objects.requireNonNull(rule));
            return this;
        }

        /**
         * The application.
         *
         * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} for each part that is missing or wrong
         */
        public Application build() {
            List<Problem> problems = new ArrayList<>();
            if (sources.isEmpty()) {
                problems.add(problem("source", "it has no source; say where its objects come from"));
            }
            Set<String> names = new HashSet<>();
            for (ApplicationSource source : sources) {
                if (!names.add(source.name())) {
                    problems.add(problem("sources", "two of its sources are named \"" + source.name() + "\""));
                }
                if (ApplicationSource.holdsPassword(source.ref().address())) {
                    problems.add(problem(field(source, "address"), ApplicationSource.PASSWORD_REFUSED));
                }
            }
            if (cluster.isEmpty()) {
                problems.add(problem("cluster", "it names no cluster to go to"));
            }
            if (!namespace.isEmpty() && !namespace.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
                problems.add(problem("namespace", "\"" + namespace + "\" is no name of a namespace"));
            }
            if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
                problems.add(problem("interval", "the interval is shorter than a second"));
            }
            if (timeout.isNegative()) {
                problems.add(problem("timeout", "the timeout is negative"));
            }
            if (!problems.isEmpty()) {
                throw new GitOpsException(problems);
            }
            return new Application(this);
        }

        /** The field of a source as the stored form spells it. */
        private String field(ApplicationSource source, String field) {
            boolean single = sources.size() == 1 && source.name().equals(ApplicationSource.DEFAULT_NAME);
            return (single ? "source" : "sources[" + sources.indexOf(source) + "]") + "." + field;
        }

        private Problem problem(String field, String message) {
            return Problem.of(
                    Code.INVALID_CONFIGURATION,
                    Location.nowhere().withObject("application " + id).withField(field),
                    message);
        }
    }
}
