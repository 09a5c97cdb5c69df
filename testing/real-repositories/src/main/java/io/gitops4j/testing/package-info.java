/** What tests of several modules read that lies beside the project and is never copied into it. */
@NullMarked
package io.gitops4j.testing;

import org.jspecify.annotations.NullMarked;
