package io.gitops4j.k8s;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects between gitops4j's trees and fabric8's models. A tree goes to a {@link GenericKubernetesResource} and back without
 * loss: nulls, {@code args: []}, {@code emptyDir: {}} and numbers of 64 bits stay; only members of {@code metadata} that are
 * null or empty are dropped, which mean nothing to Kubernetes. A typed model keeps what its class knows. Stateless and safe for
 * any number of threads.
 */
public final class Fabric8Objects {
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization(new ObjectMapper(), false);

    private Fabric8Objects() {}

    /** The object as a tree. */
    public static Node.Obj toNode(HasMetadata object) {
        if (!(object instanceof GenericKubernetesResource generic)) {
            return reread(object);
        }
        ObjBuilder builder = Node.objectBuilder();
        generic.getAdditionalProperties().forEach((name, value) -> builder.put(name, node(value)));
        put(builder, "apiVersion", generic.getApiVersion());
        put(builder, "kind", generic.getKind());
        ObjectMeta metadata = generic.getMetadata();
        if (metadata != null) {
            builder.put("metadata", reread(metadata));
        }
        return builder.build();
    }

    private static void put(ObjBuilder builder, String name, @Nullable String value) {
        if (value != null) {
            builder.put(name, value);
        }
    }

    /** The object as what a renderer gives, such as one that a host builds with fabric8's builders; without origins. */
    public static Manifest toManifest(HasMetadata object) {
        return Manifest.of(toNode(object), Origins.at(Location.nowhere()));
    }

    /**
     * The tree as an object of any kind.
     *
     * @throws GitOpsException with {@link Code#INVALID_OBJECT} where {@code apiVersion}, {@code kind} or {@code metadata} are not
     *     what they are in an object
     */
    public static GenericKubernetesResource toGeneric(Node.Obj object) {
        GenericKubernetesResource generic = new GenericKubernetesResource();
        for (int i = 0; i < object.size(); i++) {
            String name = object.key(i);
            Node value = object.value(i);
            switch (name) {
                case "apiVersion" -> generic.setApiVersion(text(name, value));
                case "kind" -> generic.setKind(text(name, value));
                case "metadata" -> generic.setMetadata(typed(value, ObjectMeta.class));
                default -> generic.setAdditionalProperty(name, plain(value));
            }
        }
        return generic;
    }

    /**
     * The tree as an object of the class {@code type}, such as fabric8's {@code Deployment} or a host's own class for a custom
     * resource. Members that the class does not know are kept where it has a place for them.
     *
     * @throws GitOpsException with {@link Code#INVALID_OBJECT} where it does not fit the class
     */
    public static <T extends HasMetadata> T toTyped(Node.Obj object, Class<T> type) {
        return typed(object, type);
    }

    private static <T> T typed(Node node, Class<T> type) {
        try {
            return SERIALIZATION.unmarshal(Printer.json(node, Mask.none()), type);
        } catch (RuntimeException e) {
            // without Jackson's words, which quote the values
            throw new GitOpsException(Problem.of(
                    Code.INVALID_OBJECT,
                    Location.nowhere(),
                    "the object does not fit the class " + type.getName() + "; compare its kind and its fields"));
        }
    }

    private static String text(String name, Node value) {
        if (value instanceof Node.Str text) {
            return text.value();
        }
        throw new GitOpsException(
                Problem.of(Code.INVALID_OBJECT, Location.nowhere().withField(name), "it must be a string"));
    }

    private static Node.Obj reread(Object model) {
        byte[] json = SERIALIZATION.asJson(model).getBytes(StandardCharsets.UTF_8);
        return Parser.tolerant().parseOne("model.json", json);
    }

    private static @Nullable Object plain(Node node) {
        if (node instanceof Node.Obj object) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (int i = 0; i < object.size(); i++) {
                map.put(object.key(i), plain(object.value(i)));
            }
            return map;
        }
        if (node instanceof Node.Arr array) {
            List<@Nullable Object> list = new ArrayList<>(array.size());
            array.items().forEach(item -> list.add(plain(item)));
            return list;
        }
        if (node instanceof Node.Str text) {
            return text.value();
        }
        if (node instanceof Node.Num number) {
            return number(number.value());
        }
        return node instanceof Node.Bool truth ? truth.value() : null;
    }

    /** As Jackson reads numbers: an {@code Integer} where it fits. */
    private static Number number(Number value) {
        boolean small = value instanceof Long wide && wide == wide.intValue();
        return small ? value.intValue() : value;
    }

    private static Node node(@Nullable Object value) {
        if (value == null) {
            return Node.nil();
        }
        if (value instanceof Map<?, ?> map) {
            ObjBuilder builder = Node.objectBuilder();
            map.forEach((name, member) -> builder.put(String.valueOf(name), node(member)));
            return builder.build();
        }
        if (value instanceof Collection<?> items) {
            return Node.array(items.stream().map(Fabric8Objects::node).toList());
        }
        if (value instanceof String text) {
            return Node.of(text);
        }
        if (value instanceof Boolean truth) {
            return Node.of(truth);
        }
        return value instanceof Number number
                ? node(number)
                : reread(Map.of("value", value)).at("value").orElseThrow();
    }

    private static Node node(Number number) {
        if (number instanceof BigInteger integer) {
            return Node.of(integer);
        }
        boolean fraction = number instanceof Double || number instanceof Float || number instanceof BigDecimal;
        return fraction ? Node.of(number.doubleValue()) : Node.of(number.longValue());
    }
}
