package io.gitops4j.core.health;

import io.gitops4j.core.Component;
import java.util.Optional;

/**
 * Judges objects of kinds that it knows, before the built-in rules do. Called from any number of threads, often, and
 * again for the same object; it must be quick, and must not call a cluster, wait, or keep what it is given. Where it
 * throws, the object's health is {@link Health.Status#UNKNOWN}, with the exception's class and not its message.
 */
public interface HealthAssessor extends Component {
    /**
     * The health of an object that is not being deleted and whose latest generation its controller has seen.
     *
     * @return the health, or empty where the next assessor or the built-in rule shall say
     */
    Optional<Health> assess(HealthInput in);
}
