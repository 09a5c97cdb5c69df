package io.gitops4j.testkit.controlplane;

/** A program of the control plane did not start; the message has the end of its log. */
final class StartException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final boolean portTaken;

    StartException(String what, ServerProcess process, Folder folder) {
        super(what + "; its last lines, from " + folder.path() + ":\n" + process.lastLines());
        this.portTaken = !process.alive() && process.lastLines().contains("address already in use");
    }

    /** Whether another process took a port between our choice and the program's bind: worth a second attempt. */
    boolean portTaken() {
        return portTaken;
    }
}
