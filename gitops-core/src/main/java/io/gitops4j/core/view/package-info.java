/**
 * What hosts see of the live views: how much one may hold, and what each holds. A live view is one list and watch for each
 * kind of a cluster, as one identity, shared by all applications of a reconciler, so that an unchanged application is
 * reconciled without a request and drift is seen when it happens.
 */
@NullMarked
package io.gitops4j.core.view;

import org.jspecify.annotations.NullMarked;
