package io.gitops4j.testkit.controlplane;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The arguments of each program. */
final class Flags {
    private final Folder folder;
    private final Ports ports;

    Flags(Folder folder, Ports ports) {
        this.folder = folder;
        this.ports = ports;
    }

    /** Durability is off, for the data dies with the test; elections are fast, for there is one member. */
    List<String> etcd() {
        String peers = http(ports.peers());
        return List.of(
                "--name=e",
                "--data-dir=" + folder.at("etcd"),
                "--unsafe-no-fsync",
                "--heartbeat-interval=10",
                "--election-timeout=100",
                "--log-level=error",
                "--listen-client-urls=" + http(ports.etcd()),
                "--advertise-client-urls=" + http(ports.etcd()),
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=e=" + peers);
    }

    List<String> server(Path tokens, Path auditPolicy, List<String> more) {
        List<String> flags = new ArrayList<>(List.of(
                "--etcd-servers=" + http(ports.etcd()),
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + ports.server(),
                "--cert-dir=" + folder.at("certs"),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + folder.at(SigningKey.PUBLIC),
                "--service-account-signing-key-file=" + folder.at(SigningKey.PRIVATE),
                "--service-cluster-ip-range=10.0.0.0/24",
                "--authorization-mode=Node,RBAC",
                "--token-auth-file=" + tokens,
                "--endpoint-reconciler-type=none",
                "--audit-log-path=" + folder.at("audit.log"),
                "--audit-policy-file=" + auditPolicy,
                // in megabytes: never rotate the file away under its reader
                "--audit-log-maxsize=100000"));
        flags.addAll(more);
        return flags;
    }

    /** With the default limits of 20 requests a second, 300 pods take 14 seconds instead of 3. */
    List<String> controllerManager(Path kubeconfig) {
        return List.of(
                "--kubeconfig=" + kubeconfig,
                "--bind-address=127.0.0.1",
                "--secure-port=" + ports.controllerManager(),
                "--cert-dir=" + folder.at("certs-controller-manager"),
                "--leader-elect=false",
                "--service-account-private-key-file=" + folder.at(SigningKey.PRIVATE),
                "--root-ca-file=" + folder.at("certs/apiserver.crt"),
                "--kube-api-qps=1000",
                "--kube-api-burst=2000");
    }

    List<String> scheduler(Path kubeconfig) {
        return List.of(
                "--kubeconfig=" + kubeconfig,
                "--bind-address=127.0.0.1",
                "--secure-port=" + ports.scheduler(),
                "--cert-dir=" + folder.at("certs-scheduler"),
                "--leader-elect=false",
                "--authentication-skip-lookup=true",
                "--kube-api-qps=1000",
                "--kube-api-burst=2000");
    }

    /** KWOK's default range for pods is the one of the services: addresses would overlap. */
    List<String> kwok(Path kubeconfig, Path stages) {
        return List.of(
                "--kubeconfig=" + kubeconfig,
                "--manage-all-nodes",
                "--node-lease-duration-seconds=40",
                "--cidr=10.64.0.0/16",
                "--server-address=127.0.0.1:" + ports.kwok(),
                "--config=" + stages);
    }

    static String http(int port) {
        return "http://127.0.0.1:" + port;
    }
}
