package io.gitops4j.fuzz;

/** Files that every repository has, for what is made up to work on. */
final class BaseObjects {
    static final String MAP = """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: map
              labels: {app: web}
            data:
              key: value
              list: a,b,c
              json: '{"a": {"b": [1, 2]}}'
            """;

    static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
              labels: {app: web}
            spec:
              replicas: 1
              selector:
                matchLabels: {app: web}
              template:
                metadata:
                  labels: {app: web}
                spec:
                  containers:
                  - name: app
                    image: shop/web:1.0
                    ports:
                    - {containerPort: 8080, protocol: TCP}
                    env:
                    - {name: A, value: $(MAP_NAME)}
                    envFrom:
                    - configMapRef: {name: map}
                  volumes:
                  - name: config
                    configMap: {name: map}
                  - name: login
                    secret: {secretName: login}
            """;

    static final String COMPONENT = """
            apiVersion: kustomize.config.k8s.io/v1alpha1
            kind: Component
            labels:
            - pairs: {part: of}
            """;

    private BaseObjects() {}
}
