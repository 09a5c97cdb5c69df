package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.config.Settings;

/** Which subjects of role bindings follow a namespace. */
public enum RoleBindingSubjects {
    /** Those named {@code default}: the account that every namespace has. */
    DEFAULT_ONLY("defaultOnly"),
    /** All service accounts. */
    ALL_SERVICE_ACCOUNTS("allServiceAccounts"),
    /** None. */
    NONE("none");

    private static final String FIELD = "setRoleBindingSubjects";

    private final String text;

    RoleBindingSubjects(String text) {
        this.text = text;
    }

    static RoleBindingSubjects read(Settings settings) {
        String text = settings.text(FIELD);
        for (RoleBindingSubjects one : values()) {
            if (one.text.equals(text)) {
                return one;
            }
        }
        if (!text.isEmpty()) {
            settings.wrong(
                    FIELD,
                    "invalid value \"" + text + "\" for " + FIELD
                            + ": must be one of \"defaultOnly\", \"none\" or \"allServiceAccounts\"");
        }
        return DEFAULT_ONLY;
    }

    /** Whether {@code subject} is one. */
    boolean mean(Node.Obj subject) {
        return switch (this) {
            case DEFAULT_ONLY -> subject.text("name").filter("default"::equals).isPresent();
            case ALL_SERVICE_ACCOUNTS ->
                subject.text("kind").filter("ServiceAccount"::equals).isPresent();
            case NONE -> false;
        };
    }
}
