package io.gitops4j.samples.cli;

/** What repositories of tests declare. */
final class Manifests {
    static final String CONFIG = """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: web
            data:
              greeting: Welcome
            """;

    private Manifests() {}

    static String web(int replicas) {
        return """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
            spec:
              replicas: %d
              selector:
                matchLabels: {app: web}
              template:
                metadata:
                  labels: {app: web}
                spec:
                  containers:
                    - name: web
                      image: nginx:1.27
            """.formatted(replicas);
    }

    static String secret(String value) {
        return """
            apiVersion: v1
            kind: Secret
            metadata:
              name: token
            stringData:
              token: %s
            """.formatted(value);
    }
}
