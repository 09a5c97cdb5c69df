package io.gitops4j.core.tree;

import io.gitops4j.core.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Gives the {@link Digest} of trees: SHA-256 over the encoding below, in which each sensitive subtree stands as an
 * HMAC-SHA-256 with the installation's key, so that nobody can try out secrets against a digest. Immutable, safe for any
 * number of threads.
 *
 * <p>Encoding 1, after the line {@code gitops4j/digest@1}: one byte for the kind, then for an object the number of members and
 * each key and value in the order of RFC 8785, for an array the number of items and each, for a string its UTF-8, for an
 * integer its decimal digits, for another number its eight IEEE 754 bytes, for a sensitive subtree the HMAC of its encoding.
 * Counts are four bytes, big-endian; texts are preceded by their count of bytes.
 */
public final class Digester {
    private static final byte[] VERSION = "gitops4j/digest@1\n".getBytes(StandardCharsets.UTF_8);

    private final SecretKeySpec key;

    private Digester(SecretKeySpec key) {
        this.key = key;
    }

    /** A digester with the installation's key, at least 16 bytes; the array is copied. */
    public static Digester keyed(byte[] key) {
        if (key.length < 16) {
            throw new IllegalArgumentException("a key has at least 16 bytes");
        }
        return new Digester(new SecretKeySpec(key, "HmacSHA256"));
    }

    /** The digest of {@code node}, of which the values of {@code sensitive} stand as keyed hashes. */
    public Digest of(Node node, PathSet sensitive) {
        Encoder encoder = new Encoder(sha256());
        encoder.node(node, Path.root(), sensitive);
        return Digest.of(encoder.hash.digest());
    }

    /** The digest of a list of words. */
    public static Digest ofWords(Iterable<String> words) {
        MessageDigest hash = sha256();
        for (String word : words) {
            text(hash, word);
        }
        return Digest.of(hash.digest());
    }

    private static MessageDigest sha256() {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(VERSION);
            return hash;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void count(MessageDigest hash, int count) {
        hash.update((byte) (count >>> 24));
        hash.update((byte) (count >>> 16));
        hash.update((byte) (count >>> 8));
        hash.update((byte) count);
    }

    private static void text(MessageDigest hash, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        count(hash, bytes.length);
        hash.update(bytes);
    }

    /** Shows nothing of the key. */
    @Override
    public String toString() {
        return "Digester";
    }

    private final class Encoder {
        private final MessageDigest hash;

        Encoder(MessageDigest hash) {
            this.hash = hash;
        }

        void node(Node node, Path path, PathSet sensitive) {
            if (!sensitive.isEmpty() && sensitive.covers(path)) {
                hash.update((byte) 'h');
                hash.update(hmac(node));
            } else if (node instanceof Node.Obj obj) {
                hash.update((byte) '{');
                count(hash, obj.size());
                for (int i = 0; i < obj.size(); i++) {
                    text(hash, obj.key(i));
                    node(obj.value(i), sensitive.isEmpty() ? path : path.key(obj.key(i)), sensitive);
                }
            } else if (node instanceof Node.Arr arr) {
                hash.update((byte) '[');
                count(hash, arr.size());
                for (int i = 0; i < arr.size(); i++) {
                    node(arr.get(i), sensitive.isEmpty() ? path : path.index(i), sensitive);
                }
            } else {
                scalar(node);
            }
        }

        private void scalar(Node node) {
            if (node instanceof Node.Str str) {
                hash.update((byte) 's');
                text(hash, str.value());
            } else if (node instanceof Node.Num num && num.value() instanceof Double value) {
                hash.update((byte) 'd');
                long bits = Double.doubleToLongBits(value);
                count(hash, (int) (bits >>> 32));
                count(hash, (int) bits);
            } else if (node instanceof Node.Num num) {
                hash.update((byte) 'i');
                text(hash, num.value().toString());
            } else if (node instanceof Node.Bool bool) {
                hash.update((byte) (bool.value() ? 't' : 'f'));
            } else {
                hash.update((byte) 'n');
            }
        }

        private byte[] hmac(Node node) {
            Encoder inner = new Encoder(sha256());
            inner.node(node, Path.root(), PathSet.empty());
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                return mac.doFinal(inner.hash.digest());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has HmacSHA256", e);
            }
        }
    }
}
