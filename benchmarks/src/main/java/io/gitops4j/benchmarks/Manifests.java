package io.gitops4j.benchmarks;

/** Manifests of the size that applications have. */
final class Manifests {
    private Manifests() {}

    /** A Deployment of two containers with probes, volumes, resources and the annotations that tools leave. */
    static String deployment(String namespace, int i) {
        return head("apps/v1", "Deployment", namespace, i)
                + """
                  annotations:
                    example.com/owner: team-%1$d@example.com
                    example.com/source: https://git.example.com/shop/web-%1$d
                spec:
                  replicas: 3
                  revisionHistoryLimit: 5
                  selector: {matchLabels: {app.kubernetes.io/name: web-%1$d}}
                  strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}
                  template:
                    metadata:
                      labels: {app.kubernetes.io/name: web-%1$d, app.kubernetes.io/part-of: shop, tier: front}
                      annotations: {prometheus.io/scrape: "true", prometheus.io/port: "8080"}
                    spec:
                      serviceAccountName: web-%1$d
                      securityContext: {runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000}
                      containers:
                %2$s%3$s      volumes:
                      - {name: config, configMap: {name: web-%1$d}}
                      - {name: cache, emptyDir: {}}
                """.formatted(i, container("web", i), container("sidecar", i));
    }

    private static String container(String name, int i) {
        return """
                      - name: %1$s
                        image: registry.example/shop/%1$s:1.%2$d.0
                        args: [--port=8080, --verbose, --config=/etc/web/web.yaml]
                        ports: [{name: %1$s, containerPort: %3$d, protocol: TCP}]
                        env:
                        - {name: MODE, value: production}
                        - {name: INDEX, value: "%2$d"}
                        - {name: DATABASE, value: "postgres://db-%2$d.shop.svc:5432/shop"}
                        - {name: PASSWORD, valueFrom: {secretKeyRef: {name: web-%2$d, key: password}}}
                        - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                        resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {memory: 256Mi}}
                        readinessProbe: {httpGet: {path: /ready, port: %1$s}, periodSeconds: 5}
                        livenessProbe: {httpGet: {path: /live, port: %1$s}, initialDelaySeconds: 20}
                        securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
                        volumeMounts:
                        - {name: config, mountPath: /etc/web, readOnly: true}
                        - {name: cache, mountPath: /var/cache/web}
                """.formatted(name, i, name.equals("web") ? 8080 : 9090);
    }

    /** As {@link #deployment}, of which no two have the names of their variables, ports, images or values in common. */
    static String various(String namespace, int i) {
        String own = Integer.toString(i, 36);
        return deployment(namespace, i)
                .replace("MODE", "MODE_" + own)
                .replace("INDEX", "INDEX_" + own)
                .replace("DATABASE", "DATABASE_" + own)
                .replace("PASSWORD", "PASSWORD_" + own)
                .replace("POD", "POD_" + own)
                .replace("registry.example/shop", "registry.example/" + own)
                .replace("name: config", "name: config-" + own)
                .replace("name: cache", "name: cache-" + own)
                .replace("production", "production-" + own)
                .replace("sidecar", "side-" + own)
                .replace("/var/cache/web", "/var/cache/" + own)
                .replace("/etc/web", "/etc/" + own);
    }

    /** What the Deployment controller writes, as a merge patch of the status. */
    static String status() {
        String moment = "2026-01-01T00:00:00Z";
        return """
                {metadata: {annotations: {deployment.kubernetes.io/revision: "1"}},
                status: {observedGeneration: 1, replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3,
                conditions: [
                {type: Progressing, status: "True", reason: NewReplicaSetAvailable, lastUpdateTime: "%1$s",
                 lastTransitionTime: "%1$s", message: ReplicaSet has successfully progressed.},
                {type: Available, status: "True", reason: MinimumReplicasAvailable, lastUpdateTime: "%1$s",
                 lastTransitionTime: "%1$s", message: Deployment has minimum availability.}]}}
                """.formatted(moment);
    }

    static String configMap(String namespace, int i) {
        return head("v1", "ConfigMap", namespace, i) + """
                data:
                  mode: production
                  web.yaml: |
                    listen: 0.0.0.0:8080
                    upstream: http://api-%1$d.shop.svc:8080
                    log: {level: info, format: json}
                    features: [search, basket, checkout]
                """.formatted(i);
    }

    static String service(String namespace, int i) {
        return head("v1", "Service", namespace, i) + """
                spec:
                  selector: {app.kubernetes.io/name: web-%1$d}
                  ports:
                  - {name: http, port: 80, targetPort: web, protocol: TCP}
                  - {name: metrics, port: 9090, targetPort: sidecar, protocol: TCP}
                """.formatted(i);
    }

    private static String head(String apiVersion, String kind, String namespace, int i) {
        return """
                apiVersion: %1$s
                kind: %2$s
                metadata:
                  name: web-%4$d
                  namespace: %3$s
                  labels:
                    app.kubernetes.io/name: web-%4$d
                    app.kubernetes.io/part-of: shop
                    app.kubernetes.io/version: 1.%4$d.0
                    tier: front
                """.formatted(apiVersion, kind, namespace, i);
    }
}
