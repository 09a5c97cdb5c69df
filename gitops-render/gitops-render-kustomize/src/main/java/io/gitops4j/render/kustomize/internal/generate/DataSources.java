package io.gitops4j.render.kustomize.internal.generate;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.resource.Origin;
import io.gitops4j.render.kustomize.internal.config.Files;
import io.gitops4j.render.kustomize.internal.config.Settings;
import io.gitops4j.render.kustomize.internal.config.Settings.Placed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the data of a generated object come from: files of {@code KEY=value} lines, literals, whole files ({@code
 * api/kv/kv.go}, {@code api/types/kvpairsources.go}).
 */
record DataSources(List<Placed<String>> envs, List<Placed<String>> literals, List<Placed<String>> files) {
    /** A value of the data with its place. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares or changes it
    record Value(byte[] content, Origin origin) {}

    static DataSources read(Settings settings) {
        List<Placed<String>> envs = new ArrayList<>(settings.texts("envs"));
        String env = settings.text("env");
        if (!env.isEmpty()) {
            envs.add(new Placed<>(env, settings.where("env")));
        }
        return new DataSources(List.copyOf(envs), settings.texts("literals"), settings.texts("files"));
    }

    /** The data by key, sorted. */
    Map<String, Value> load(String name, Files from) {
        Map<String, Value> data = new TreeMap<>();
        for (Placed<String> env : envs) {
            lines(env, from, name, data);
        }
        for (Placed<String> literal : literals) {
            String text = literal.value();
            int equals = text.indexOf('=');
            if (equals <= 0) {
                throw refused(literal.where(), "invalid literal source " + shortened(text) + ", expected key=value");
            }
            byte[] value = unquoted(text.substring(equals + 1)).getBytes(StandardCharsets.UTF_8);
            put(name, data, text.substring(0, equals), new Value(value, Origin.at(literal.where())), literal.where());
        }
        for (Placed<String> file : files) {
            file(file, from, name, data);
        }
        return data;
    }

    /** Of a literal without a key only the length is told: it may be the secret itself. */
    private static String shortened(String text) {
        return "of " + text.length() + " characters";
    }

    private static void lines(Placed<String> env, Files from, String name, Map<String, Value> data) {
        byte[] content = from.read(env.value(), env.where());
        String file = from.name(env.value());
        int number = 0;
        int start = 0;
        while (start < content.length) {
            int end = start;
            while (end < content.length && content[end] != '\n') {
                end++;
            }
            number++;
            int length = end > start && content[end - 1] == '\r' ? end - 1 - start : end - start;
            line(new String(content, start, length, StandardCharsets.UTF_8), file, number, name, data);
            start = end + 1;
        }
    }

    private static void line(String text, String file, int number, String name, Map<String, Value> data) {
        Location where = Location.of(file, number, 1);
        if (text.indexOf('\uFFFD') >= 0) {
            throw refused(where, "line " + number + " has invalid utf8 bytes");
        }
        String line = number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
        line = line.stripLeading();
        if (line.isEmpty() || line.charAt(0) == '#') {
            return;
        }
        int equals = line.indexOf('=');
        String key = equals < 0 ? line : line.substring(0, equals);
        String value = equals < 0 ? "" : line.substring(equals + 1);
        if (!key.isEmpty()) {
            put(name, data, key, new Value(value.getBytes(StandardCharsets.UTF_8), Origin.at(where)), where);
        }
    }

    private static void file(Placed<String> file, Files from, String name, Map<String, Value> data) {
        String source = file.value();
        int equals = source.indexOf('=');
        String path = source.substring(equals + 1);
        if (equals != source.lastIndexOf('=')) {
            throw refused(file.where(), "source \"" + source + "\" key name or file path contains '='");
        }
        if (equals == 0) {
            throw refused(file.where(), "missing key name for file path \"" + path + "\" in source \"" + source + "\"");
        }
        if (path.isEmpty()) {
            String key = equals < 0 ? "" : source.substring(0, equals);
            throw refused(file.where(), "missing file path for key name \"" + key + "\" in source \"" + source + "\"");
        }
        String key = equals < 0 ? path.substring(path.lastIndexOf('/') + 1) : source.substring(0, equals);
        Value value = new Value(from.read(path, file.where()), Origin.at(Location.of(from.name(path), 1, 1)));
        put(name, data, key, value, file.where());
    }

    private static void put(String name, Map<String, Value> data, String key, Value value, Location where) {
        if (data.put(key, value) != null) {
            throw refused(where, "configmap " + name + " illegally repeats the key `" + key + "`");
        }
    }

    /** {@code text} without quotes around it, where both are the same. */
    private static String unquoted(String text) {
        if (text.length() < 2 || text.charAt(0) != text.charAt(text.length() - 1)) {
            return text;
        }
        char quote = text.charAt(0);
        return quote == '"' || quote == '\'' ? text.substring(1, text.length() - 1) : text;
    }

    private static GitOpsException refused(Location where, String message) {
        return new GitOpsException(Problem.of(Code.INVALID_CONFIGURATION, where, message));
    }
}
