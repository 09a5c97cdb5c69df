package io.gitops4j.testkit.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class BinariesTest {
    private static final List<String> BASE = List.of("etcd", "kube-apiserver");

    @TempDir
    Path temp;

    @Test
    void says_what_to_run_when_nothing_is_there() {
        Binaries none = Binaries.find(Map.<String, String>of()::get, temp);

        assertThat(none.missing(false))
                .contains(
                        "no control plane: run testing/control-plane/build (needs Go 1.26), or set KUBEBUILDER_ASSETS");
        assertThat(none.missing(true)).isEqualTo(none.missing(false));
    }

    @Test
    void prefers_the_folder_of_envtest_over_its_own() throws IOException {
        Path envtest = programs("envtest", BASE);
        Path own = programs("own", BASE);

        Binaries found = Binaries.find(
                Map.of("KUBEBUILDER_ASSETS", envtest.toString(), "GITOPS4J_CONTROL_PLANE", own.toString())::get, temp);

        assertThat(found.missing(false)).isEmpty();
        assertThat(found.file("etcd")).isEqualTo(envtest.resolve("etcd"));
    }

    @Test
    void ignores_a_blank_setting() throws IOException {
        Path own = programs("own", BASE);

        Binaries found =
                Binaries.find(Map.of("KUBEBUILDER_ASSETS", "", "GITOPS4J_CONTROL_PLANE", own.toString())::get, temp);

        assertThat(found.file("etcd")).isEqualTo(own.resolve("etcd"));
    }

    @Test
    void names_the_programs_that_a_folder_of_envtest_lacks() throws IOException {
        Path envtest = programs("envtest", List.of("etcd"));

        Binaries found = Binaries.find(Map.of("KUBEBUILDER_ASSETS", envtest.toString())::get, temp);

        assertThat(found.missing(false))
                .contains("no control plane: KUBEBUILDER_ASSETS has no kube-apiserver in " + envtest);
    }

    @Test
    void has_a_line_of_its_own_where_only_the_controllers_are_missing() throws IOException {
        Path envtest = programs("envtest", BASE);

        Binaries found = Binaries.find(Map.of("KUBEBUILDER_ASSETS", envtest.toString())::get, temp);

        assertThat(found.missing(false)).isEmpty();
        assertThat(found.missing(true))
                .contains("no controllers: KUBEBUILDER_ASSETS has no kube-controller-manager, kube-scheduler, kwok, "
                        + "stages.yaml in " + envtest
                        + "; run testing/control-plane/build and unset KUBEBUILDER_ASSETS");
    }

    @Test
    void asks_the_build_script_above_the_working_directory() throws IOException {
        Path cache = programs("cache", BASE);
        script("echo " + cache);
        Path module = Files.createDirectories(temp.resolve("modules/one"));

        Binaries found = Binaries.find(Map.<String, String>of()::get, module);

        assertThat(found.missing(false)).isEmpty();
        assertThat(found.file("kube-apiserver")).isEqualTo(cache.resolve("kube-apiserver"));
    }

    @Test
    void says_what_to_run_where_the_script_has_not_built_yet() throws IOException {
        script("echo " + temp.resolve("cache"));

        assertThat(Binaries.find(Map.<String, String>of()::get, temp).missing(true))
                .contains(Binaries.NONE);
    }

    @Test
    void says_what_to_run_where_the_script_fails() throws IOException {
        script("exit 3");

        assertThat(Binaries.find(Map.<String, String>of()::get, temp).missing(true))
                .contains(Binaries.NONE);
    }

    @Test
    void disables_the_tests_of_a_class_with_that_line() throws IOException {
        Binaries base = Binaries.find(
                Map.of("KUBEBUILDER_ASSETS", programs("envtest", BASE).toString())::get, temp);
        Binaries none = Binaries.find(Map.<String, String>of()::get, temp);

        assertThat(ControlPlane.shared().condition(base).isDisabled()).isFalse();
        assertThat(ControlPlane.shared().condition(none).getReason()).contains(Binaries.NONE);
        assertThat(ControlPlane.sharedWithControllers().condition(base).isDisabled())
                .isTrue();
        assertThat(ControlPlane.fresh().nodes(1).build().condition(none).getReason())
                .contains(Binaries.NONE);
    }

    private Path programs(String folder, List<String> names) throws IOException {
        Path path = Files.createDirectories(temp.resolve(folder));
        for (String name : names) {
            executable(path.resolve(name), "");
        }
        return path;
    }

    private void script(String body) throws IOException {
        Path file = temp.resolve(Binaries.BUILD);
        Files.createDirectories(file.getParent());
        executable(file, "#!/bin/sh\n[ \"$1\" = --where ] || exit 9\n" + body + "\n");
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
