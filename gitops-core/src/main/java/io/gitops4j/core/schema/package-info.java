/**
 * What the values of a kind may be and how they merge: a small language of types ({@link
 * io.gitops4j.core.schema.FieldType}) and the sources that they are read from ({@link
 * io.gitops4j.core.schema.SchemaSource}): OpenAPI v3 documents, custom resource definitions, and a built-in table of the
 * kinds that Kubernetes 1.33 to 1.36 serves. A field that no schema names is never an error: its type is deduced. Whether
 * two scalars are one value is for {@link io.gitops4j.core.schema.Scalar} to say. Pure: no I/O, no clock, no threads.
 *
 * <p>The table is {@code kubernetes.schemas} among the resources; the {@code README.md} of the folder {@code
 * gitops-core/src/schemas} tells how it is made.
 */
@NullMarked
package io.gitops4j.core.schema;

import org.jspecify.annotations.NullMarked;
