/**
 * What happens, as it happens: one {@link io.gitops4j.core.event.Event} type with a kind, delivered in order per application
 * to each {@link io.gitops4j.core.event.EventListener} through a bounded queue of its own.
 */
@NullMarked
package io.gitops4j.core.event;

import org.jspecify.annotations.NullMarked;
