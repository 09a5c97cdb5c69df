package io.gitops4j.benchmarks;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Owner;
import io.gitops4j.core.diff.Differ;
import io.gitops4j.core.diff.Normal;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.TypedValue;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.OwnerMark;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.schema.ObjectSchema;
import io.gitops4j.core.schema.SchemaSource;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import java.util.List;

/**
 * A typical Deployment, as declared, and as an API server keeps it after our apply: with its defaults, a status, and two
 * managers. Objects of different numbers have nothing of theirs in common: neither names of objects, variables and volumes, nor
 * images and values. No two share an instance.
 *
 * @param declared what somebody wrote
 * @param desired the same in its normal form, marked as ours
 * @param live what the server keeps
 */
record LiveDeployment(Node.Obj declared, Node.Obj desired, Live.Present live) {
    static final OwnerMark MARK = OwnerMark.of(new Owner("benchmark", ApplicationId.of("shop")));
    static final String MANAGER = MARK.fieldManager("gitops4j");
    static final ObjectSchema SCHEMA =
            SchemaSource.builtIn().find("apps/v1", "Deployment").orElseThrow();

    static LiveDeployment numbered(int i) {
        Node.Obj declared = parsed(declaredText(i));
        Node.Obj desired =
                MARK.stamp(Normal.of(declared), new ResourceKey("apps", "Deployment", "shop", "web-" + name(i)));
        return new LiveDeployment(declared, desired, new Live.Present(parsed(json(i, desired))));
    }

    /** The declaration of {@link #numbered}, with a later image and another replica. */
    static Node.Obj changed(int i) {
        Node.Obj declared = parsed(declaredText(i).replace(":2.7.1", ":2.8.0").replace("replicas: 3", "replicas: 4"));
        return MARK.stamp(Normal.of(declared), new ResourceKey("apps", "Deployment", "shop", "web-" + name(i)));
    }

    /** The live object as the API server would send it, managed fields included. */
    String json() {
        return Printer.json(live.whole(), Mask.none());
    }

    private static String json(int i, Node.Obj desired) {
        TypedValue applied = TypedValue.of(desired, SCHEMA.type());
        Node.Obj controller = parsed(controllerText());
        Node.Obj whole = (Node.Obj) applied.merge(applied.with(parsed(serverText(i))))
                .merge(applied.with(controller))
                .value();
        ManagedFields managed = ManagedFields.of(List.of(
                new ManagedFields.Entry(
                        FieldManager.apply(MANAGER),
                        "apps/v1",
                        "2026-01-01T00:00:00Z",
                        Differ.fields(desired, SCHEMA.type())),
                new ManagedFields.Entry(
                        FieldManager.update("kube-controller-manager").at("status"),
                        "apps/v1",
                        "2026-01-01T00:00:09Z",
                        Differ.fields(controller, SCHEMA.type()))));
        return Printer.json(managed.on(whole), Mask.none());
    }

    private static Node.Obj parsed(String text) {
        return (Node.Obj)
                Parser.tolerant().parseYaml("deployment.yaml", text).get(0).root();
    }

    private static String name(int i) {
        return Integer.toString(i + 46_656, 36);
    }

    private static String declaredText(int i) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web-%1$s
                  namespace: shop
                  labels: {app.kubernetes.io/name: web-%1$s, app.kubernetes.io/part-of: shop-%1$s}
                spec:
                  replicas: 3
                  selector: {matchLabels: {app.kubernetes.io/name: web-%1$s}}
                  template:
                    metadata:
                      labels: {app.kubernetes.io/name: web-%1$s}
                    spec:
                      containers:
                      - name: web-%1$s
                        image: registry.example/shop/web-%1$s:2.7.1
                        args: [--port=8080, --config=/etc/%1$s/web.yaml]
                        ports: [{name: http, containerPort: 8080}]
                        env:
                        - {name: MODE_%1$s, value: production-%1$s}
                        - {name: DATABASE_%1$s, value: "postgres://db-%1$s.shop.svc:5432/shop"}
                        resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {memory: 256Mi}}
                        readinessProbe: {httpGet: {path: /ready/%1$s, port: http}}
                        volumeMounts: [{name: config-%1$s, mountPath: /etc/%1$s}]
                      volumes:
                      - {name: config-%1$s, configMap: {name: web-%1$s}}
                """.formatted(name(i));
    }

    /** What the server adds to it. */
    private static String serverText(int i) {
        return """
                metadata:
                  uid: 7d9f2c1e-0000-4000-8000-%2$012d
                  resourceVersion: "%3$d"
                  generation: 1
                  creationTimestamp: "2026-01-01T00:00:00Z"
                spec:
                  progressDeadlineSeconds: 600
                  revisionHistoryLimit: 10
                  strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 25%%, maxUnavailable: 25%%}}
                  template:
                    spec:
                      containers:
                      - name: web-%1$s
                        imagePullPolicy: IfNotPresent
                        ports: [{containerPort: 8080, protocol: TCP}]
                        readinessProbe:
                          {httpGet: {scheme: HTTP}, failureThreshold: 3, periodSeconds: 10, successThreshold: 1,
                           timeoutSeconds: 1}
                        terminationMessagePath: /dev/termination-log
                        terminationMessagePolicy: File
                      dnsPolicy: ClusterFirst
                      restartPolicy: Always
                      schedulerName: default-scheduler
                      securityContext: {}
                      terminationGracePeriodSeconds: 30
                      volumes:
                      - {name: config-%1$s, configMap: {defaultMode: 420}}
                """.formatted(name(i), i, 1_000_000 + i);
    }

    /** What the Deployment controller writes. */
    private static String controllerText() {
        return """
                metadata: {annotations: {deployment.kubernetes.io/revision: "1"}}
                status:
                  {observedGeneration: 1, replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3,
                   conditions: [
                   {type: Available, status: "True", reason: MinimumReplicasAvailable,
                    lastUpdateTime: "2026-01-01T00:00:09Z", lastTransitionTime: "2026-01-01T00:00:09Z",
                    message: Deployment has minimum availability.}]}
                """;
    }
}
