package io.gitops4j.testkit.controlplane;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a control plane of one's own consists of; {@link ControlPlane#fresh()} makes one. Starts with etcd and the API
 * server alone. For one thread.
 *
 * <p>Admission policies need no option: {@code ValidatingAdmissionPolicy} and {@code MutatingAdmissionPolicy} are served
 * and enforced by default since Kubernetes 1.36, and a test applies them as the objects they are.
 */
public final class ControlPlaneBuilder {
    private static final int USUAL_NODES = 2;
    private static final Pattern USER = Pattern.compile("[a-z0-9][a-z0-9:.-]*");

    private Options options = Options.BARE;

    ControlPlaneBuilder() {}

    /** With controller manager, scheduler, KWOK and two nodes: workloads become ready, claims are bound. */
    public ControlPlaneBuilder withControllers() {
        return nodes(USUAL_NODES);
    }

    /** With the controllers and {@code count} nodes, named {@code node-1} and so on. */
    public ControlPlaneBuilder nodes(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("a cluster cannot have " + count + " nodes");
        }
        options = options.nodes(count);
        return this;
    }

    /** Switches a feature gate of the API server on, such as {@code UnauthenticatedHTTP2DOSMitigation}. */
    public ControlPlaneBuilder enableFeature(String gate) {
        return serverFlag("--feature-gates=" + gate + "=true");
    }

    /** Switches a feature gate of the API server off. */
    public ControlPlaneBuilder disableFeature(String gate) {
        return serverFlag("--feature-gates=" + gate + "=false");
    }

    /** Switches an admission plugin on that is off by default, such as {@code AlwaysPullImages}. */
    public ControlPlaneBuilder enableAdmission(String plugin) {
        return serverFlag("--enable-admission-plugins=" + plugin);
    }

    /** Gives the API server one more flag, {@code --name=value}. A flag that it does not know fails the start. */
    public ControlPlaneBuilder serverFlag(String flag) {
        if (!flag.startsWith("--")) {
            throw new IllegalArgumentException("a flag of the API server starts with two dashes: " + flag);
        }
        options = options.flag(flag);
        return this;
    }

    /** One more user that can log in, beside the ones that {@link ControlPlane} lists, without rights of its own. */
    public ControlPlaneBuilder user(String name, String... groups) {
        if (!USER.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a user's name is made of small letters, digits, ':', '.' and '-': " + name);
        }
        options = options.user(name, List.of(groups));
        return this;
    }

    /** The extension: it starts before the first and ends after the last test of the class that registers it. */
    public ControlPlane build() {
        return new ControlPlane(options, ControlPlane.Lifetime.CLASS);
    }

    /**
     * A control plane that runs when this returns; the caller closes it.
     *
     * @throws IllegalStateException where the programs are missing, with the line that says what to run; or where one
     *     did not start, with the last lines of its log
     */
    public ControlPlane start() {
        ControlPlane plane = new ControlPlane(options, ControlPlane.Lifetime.CALLER);
        plane.open();
        return plane;
    }
}
