/**
 * Reads declared state from Git, with JGit: {@link io.gitops4j.git.GitSource} implements the source SPI for local
 * repositories and for smart HTTP, {@link io.gitops4j.git.Git} is what an application is declared with.
 *
 * <p>Nothing here reads the user's or the system's Git configuration, runs a hook, a filter or a credential helper, or
 * checks files out. Repositories are read through JGit's DFS layer with an object database of our own, because JGit's file
 * repository would load {@code ~/.gitconfig} and write {@code ~/.config/jgit}. A remote repository is kept as a folder of
 * packs ({@link io.gitops4j.git.CacheFolder}), one shallow commit after the other; a local one is read where it lies.
 */
@NullMarked
package io.gitops4j.git;

import org.jspecify.annotations.NullMarked;
