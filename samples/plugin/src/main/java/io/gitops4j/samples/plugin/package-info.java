/**
 * A plug-in in a module of its own, as an example: {@link io.gitops4j.samples.plugin.PropertiesRenderer} turns {@code
 * .properties} files into ConfigMaps. It uses the public API of gitops4j-core alone. Start reading there; its test shows how a
 * host gets it, and how {@code RendererContract} of the testkit tests most of it.
 */
@NullMarked
package io.gitops4j.samples.plugin;

import org.jspecify.annotations.NullMarked;
