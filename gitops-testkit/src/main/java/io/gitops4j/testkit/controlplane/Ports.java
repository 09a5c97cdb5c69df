package io.gitops4j.testkit.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The ports of one control plane, free on the loopback device when they were chosen. */
record Ports(int etcd, int peers, int server, int controllerManager, int scheduler, int kwok) {
    // below what Linux and macOS give to outgoing connections: one of those could sit on the port of a killed server
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    private static final int COUNT = 6;
    private static final int ATTEMPTS = 1_000;

    static Ports choose() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            // all are held until the last is chosen: no two are the same
            for (int i = 0; i < ATTEMPTS && held.size() < COUNT; i++) {
                hold(held);
            }
            if (held.size() < COUNT) {
                throw new IllegalStateException("no free ports between " + LOWEST + " and " + HIGHEST);
            }
            int[] port = held.stream().mapToInt(ServerSocket::getLocalPort).toArray();
            return new Ports(port[0], port[1], port[2], port[3], port[4], port[5]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            held.forEach(Ports::release);
        }
    }

    private static void hold(List<ServerSocket> held) throws IOException {
        int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
        // IPv4, as in the programs' flags, whatever this JVM prefers
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try {
            held.add(new ServerSocket(port, 1, loopback));
        } catch (BindException taken) {
            // the next one
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
