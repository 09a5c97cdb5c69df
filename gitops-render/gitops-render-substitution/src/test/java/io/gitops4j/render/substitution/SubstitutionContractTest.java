package io.gitops4j.render.substitution;

import io.gitops4j.core.render.Transformer;
import io.gitops4j.testkit.TransformerContract;

class SubstitutionContractTest extends TransformerContract {
    @Override
    protected Transformer transformer() {
        return Substitution.builder().variable("region", "eu").build();
    }
}
