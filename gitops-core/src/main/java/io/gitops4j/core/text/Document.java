package io.gitops4j.core.text;

import io.gitops4j.core.tree.Node;

/**
 * One document of a file.
 *
 * @param file the file, as named to the parser
 * @param number which document of the file, from 1; empty ones count, though they give no document
 * @param root the content
 * @param marks where in the file each node of it is
 */
public record Document(String file, int number, Node root, Marks marks) {
    /** The file, the number and the root's shape; never a value. */
    @Override
    public String toString() {
        return file + "#" + number + " " + root;
    }
}
