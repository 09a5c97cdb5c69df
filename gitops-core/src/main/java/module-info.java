/** The engine: pure planning over documents, and the loop that carries plans out. */
module io.gitops4j.core {
    requires com.fasterxml.jackson.core;
    requires io.github.javadiffutils;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.gitops4j.core;
    exports io.gitops4j.core.application;
    exports io.gitops4j.core.cluster;
    exports io.gitops4j.core.diff;
    exports io.gitops4j.core.event;
    exports io.gitops4j.core.health;
    exports io.gitops4j.core.ignore;
    exports io.gitops4j.core.merge;
    exports io.gitops4j.core.pattern;
    exports io.gitops4j.core.plan;
    exports io.gitops4j.core.reconcile;
    exports io.gitops4j.core.render;
    exports io.gitops4j.core.resource;
    exports io.gitops4j.core.run;
    exports io.gitops4j.core.schema;
    exports io.gitops4j.core.source;
    exports io.gitops4j.core.state;
    exports io.gitops4j.core.text;
    exports io.gitops4j.core.tree;
    exports io.gitops4j.core.view;

    uses io.gitops4j.core.health.HealthAssessor;
    uses io.gitops4j.core.render.Renderer;
    uses io.gitops4j.core.render.Transformer;
}
