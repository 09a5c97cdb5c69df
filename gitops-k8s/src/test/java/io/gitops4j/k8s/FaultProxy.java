package io.gitops4j.k8s;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A network between the adapter and a real API server that does what a test says. Bytes pass as they are, TLS and all. */
final class FaultProxy implements AutoCloseable {
    /** What becomes of what the server sends. */
    private enum Answers {
        PASS,
        RESET,
        HALF_CLOSE,
        SWALLOW
    }

    private final int target;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile Answers answers = Answers.PASS;
    private volatile boolean refusing;
    private volatile Duration delay = Duration.ZERO;

    FaultProxy(int target) {
        this.target = target;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    String address() {
        return "https://127.0.0.1:" + listener.getLocalPort();
    }

    /** The next bytes from the server are lost, and the connection is reset. */
    void resetAtAnswer() {
        answers = Answers.RESET;
    }

    /** The next bytes from the server are lost, and the connection is closed in that direction. */
    void halfCloseAtAnswer() {
        answers = Answers.HALF_CLOSE;
    }

    /** What the server sends is lost; connections stay. */
    void swallowAnswers() {
        answers = Answers.SWALLOW;
    }

    /** New connections are closed at once. */
    void refuse() {
        refusing = true;
    }

    /** All that the server sends comes so much later. */
    void delay(Duration delay) {
        this.delay = delay;
    }

    void pass() {
        delay = Duration.ZERO;
        answers = Answers.PASS;
        refusing = false;
    }

    /** Resets every connection there is. */
    void resetAll() {
        sockets.forEach(FaultProxy::reset);
        sockets.clear();
    }

    private void accept() {
        try {
            while (true) {
                connect(listener.accept());
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        try {
            if (refusing) {
                throw new IOException("refused, as told");
            }
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        } catch (IOException e) {
            reset(client);
            return;
        }
        sockets.add(client);
        sockets.add(server);
        threads.execute(() -> pump(client, server, false));
        threads.execute(() -> pump(server, client, true));
    }

    private void pump(Socket from, Socket to, boolean ofServer) {
        byte[] buffer = new byte[1 << 16];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                Answers what = ofServer ? answers : Answers.PASS;
                switch (what) {
                    case PASS -> {
                        if (ofServer) {
                            LockSupport.parkNanos(delay.toNanos());
                        }
                        out.write(buffer, 0, count);
                    }
                    case SWALLOW -> {}
                    case HALF_CLOSE -> {
                        to.shutdownOutput();
                        return;
                    }
                    case RESET -> {
                        reset(to);
                        return;
                    }
                }
            }
            to.shutdownOutput();
        } catch (IOException e) {
            reset(from);
            reset(to);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // closed already
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        resetAll();
        threads.shutdownNow();
    }
}
