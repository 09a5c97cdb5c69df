package io.gitops4j.e2e.merge;

import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.testkit.controlplane.ControlPlane;
import java.time.Duration;

/** The kind of our own on a server. */
final class Definition {
    private static final String PATH = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    private Definition() {}

    /** Defines the kind where it is not yet, and returns when it is served. */
    static void create(ControlPlane plane) {
        var created = plane.client().create(PATH, Printer.json(Kind.DEFINITION, Mask.none()));
        if (created.status() != 409) {
            created.ok();
        }
        plane.client()
                .await(
                        PATH + "/widgets.example.org",
                        definition -> definition.object("status").array("conditions").items().stream()
                                .anyMatch(each -> each.text("type")
                                                .filter("Established"::equals)
                                                .isPresent()
                                        && each.text("status")
                                                .filter("True"::equals)
                                                .isPresent()),
                        Duration.ofSeconds(30));
        for (String version : new String[] {"v1", "v2"}) {
            plane.client().await("/apis/example.org/" + version + "/widgets", list -> true, Duration.ofSeconds(30));
        }
    }
}
