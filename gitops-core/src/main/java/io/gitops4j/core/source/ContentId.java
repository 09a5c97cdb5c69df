package io.gitops4j.core.source;

/**
 * A cryptographic id of a file's or folder's whole content: equal ids mean equal content. Safe as the key of a cache that
 * tenants share.
 *
 * @param value the algorithm and the id, such as {@code git:5716ca5987cbf97d6bb54920bea6adde242d87e6}
 */
public record ContentId(String value) {}
