package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The hash in the name of a generated object ({@code api/hasher/hasher.go}): the first ten digits of the SHA-256 of its data as
 * JSON, of which those that look like other letters, or could spell words, are replaced. The name itself takes no part, since
 * upstream looks for it at a key that is never there.
 */
final class ContentHash {
    private static final int DIGITS = 10;

    private ContentHash() {}

    static String of(Node.Obj body) {
        String kind = body.text("kind").orElse("");
        StringBuilder json = new StringBuilder();
        switch (kind) {
            case "ConfigMap" -> {
                json.append('{');
                addMap(json, body, "binaryData");
                json.append("\"data\":");
                GoJson.append(json, value(body, "data"));
                json.append(",\"kind\":\"ConfigMap\",\"name\":\"\"}");
            }
            case "Secret" -> {
                json.append("{\"data\":");
                GoJson.append(json, value(body, "data"));
                json.append(",\"kind\":\"Secret\",\"name\":\"\",");
                addMap(json, body, "stringData");
                json.append("\"type\":");
                GoJson.append(json, value(body, "type"));
                json.append('}');
            }
            // upstream hashes how its parser keeps the object, lines included; no generator of its own makes other
            // kinds
            default -> GoJson.append(json, body);
        }
        return encoded(sha256(json.toString()));
    }

    private static void addMap(StringBuilder json, Node.Obj body, String field) {
        if (body.get(field) instanceof Node.Obj map) {
            json.append('"').append(field).append("\":");
            GoJson.append(json, map);
            json.append(',');
        }
    }

    /** The value of a field; what is no map counts as text, and what is missing as an empty one. */
    private static Node value(Node.Obj body, String field) {
        Node value = body.get(field);
        if (value == null || value.kind() == Node.Kind.NULL) {
            return Node.of("");
        }
        return switch (value.kind()) {
            case OBJECT, STRING -> value;
            case ARRAY -> Node.nil();
            default -> Node.of(Printer.json(value, Mask.none()));
        };
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String encoded(String hex) {
        StringBuilder text = new StringBuilder(DIGITS);
        for (int i = 0; i < DIGITS; i++) {
            char digit = hex.charAt(i);
            text.append(
                    switch (digit) {
                        case '0' -> 'g';
                        case '1' -> 'h';
                        case '3' -> 'k';
                        case 'a' -> 'm';
                        case 'e' -> 't';
                        default -> digit;
                    });
        }
        return text.toString();
    }
}
