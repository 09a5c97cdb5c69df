package io.gitops4j.core.diff;

import io.gitops4j.core.Digest;

/**
 * What we saw of an object right after our own apply: proof, for as long as it holds, that the live object is as declared,
 * whatever defaults and webhooks made of it.
 *
 * @param desired the digest of what was declared
 * @param projection the digest of the cluster's answer, restricted to the fields declared
 * @param uid the object's uid
 * @param generation the object's generation, 0 where its kind has none
 */
public record Witness(Digest desired, Digest projection, String uid, long generation) {}
