package io.gitops4j.testkit.controlplane;

import java.io.IOException;

/** A control plane for a person: runs until Ctrl-C, or until standard input is closed. */
final class ControlPlaneMain {
    private ControlPlaneMain() {}

    public static void main(String[] arguments) throws IOException {
        try (ControlPlane plane = ControlPlane.fresh().withControllers().start()) {
            System.out.println("Kubernetes API server  " + plane.url());
            System.out.println("kubeconfig             " + plane.kubeconfig());
            System.out.println("context                " + ControlPlane.CONTEXT);
            System.out.println("try                    kubectl --kubeconfig " + plane.kubeconfig() + " --context "
                    + ControlPlane.CONTEXT + " get nodes");
            System.out.println("Ctrl-C ends it and removes everything.");
            awaitEnd();
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void awaitEnd() throws IOException {
        while (System.in.read() >= 0) {
            // what is typed means nothing
        }
    }
}
