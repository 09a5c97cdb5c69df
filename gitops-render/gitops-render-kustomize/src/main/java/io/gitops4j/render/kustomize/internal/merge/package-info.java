/**
 * Patches as trees: the strategic merge of Kustomize ({@code kyaml/yaml/merge2}, {@code kyaml/yaml/walk}) with the OpenAPI
 * schemas that tell it which lists have keys, and JSON Patch ({@code evanphx/json-patch} v4). Nothing here knows of files or
 * of objects of a build.
 */
@NullMarked
package io.gitops4j.render.kustomize.internal.merge;

import org.jspecify.annotations.NullMarked;
