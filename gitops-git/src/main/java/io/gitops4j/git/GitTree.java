package io.gitops4j.git;

import io.gitops4j.core.source.Entry;
import io.gitops4j.core.source.RepoPath;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * One tree object: names and what they are. The names are the bytes of the tree as UTF-8 (as Latin-1 where they are no
 * UTF-8). A tree that Git itself would never write, because a name in it could leave the folder or reach into {@code .git},
 * is refused whole.
 */
final class GitTree {
    private final Map<String, Name> names;

    /** One name of a tree. */
    record Name(Entry.Type type, ObjectId id) {}

    private GitTree(Map<String, Name> names) {
        this.names = Collections.unmodifiableMap(names);
    }

    /** The names, in the order of the tree. */
    Map<String, Name> names() {
        return names;
    }

    @Nullable
    Name get(String name) {
        return names.get(name);
    }

    /** The tree whose content is {@code raw}, found at {@code path}: {@code mode SP name NUL id} after one another. */
    static GitTree parse(byte[] raw, RepoPath path) {
        Map<String, Name> names = new LinkedHashMap<>();
        int at = 0;
        while (at < raw.length) {
            int mode = 0;
            while (at < raw.length && raw[at] != ' ') {
                int digit = raw[at++] - '0';
                if (digit < 0 || digit > 7 || mode > 0177777) {
                    throw broken(path);
                }
                mode = mode << 3 | digit;
            }
            int start = ++at;
            while (at < raw.length && raw[at] != 0) {
                at++;
            }
            if (at + 1 + Constants.OBJECT_ID_LENGTH > raw.length) {
                throw broken(path);
            }
            String name = decode(raw, start, at - start);
            check(name, path);
            ObjectId id = ObjectId.fromRaw(raw, at + 1);
            if (names.put(name, new Name(type(mode, name, path), id)) != null) {
                throw Problems.refused(path, "The Git tree of this folder holds the name \"" + name + "\" twice.");
            }
            at += 1 + Constants.OBJECT_ID_LENGTH;
        }
        return new GitTree(names);
    }

    private static RuntimeException broken(RepoPath path) {
        return Problems.refused(path, "The Git tree of this folder is malformed; run git fsck on the repository.");
    }

    private static String decode(byte[] raw, int start, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw, start, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(raw, start, length, StandardCharsets.ISO_8859_1);
        }
    }

    private static void check(String name, RepoPath path) {
        if (name.isEmpty()
                || name.equals(".")
                || name.equals("..")
                || name.indexOf('/') >= 0
                || name.toLowerCase(Locale.ROOT).equals(".git")) {
            throw Problems.refused(
                    path,
                    "The Git tree of this folder holds the name \"" + name
                            + "\", which Git does not allow; the repository was made to attack its readers.");
        }
    }

    private static Entry.Type type(int mode, String name, RepoPath path) {
        return switch (mode >> 12) {
            case 004 -> Entry.Type.DIRECTORY;
            case 010 -> Entry.Type.FILE;
            case 012 -> Entry.Type.LINK;
            case 016 -> Entry.Type.SUBMODULE;
            default ->
                throw Problems.refused(
                        path,
                        "The Git tree of this folder gives \"" + name + "\" the unknown mode "
                                + Integer.toOctalString(mode) + ".");
        };
    }
}
