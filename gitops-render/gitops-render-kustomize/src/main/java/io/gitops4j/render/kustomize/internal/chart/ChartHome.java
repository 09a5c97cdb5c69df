package io.gitops4j.render.kustomize.internal.chart;

import io.gitops4j.render.kustomize.internal.config.Settings;
import java.util.Optional;

/**
 * What a kustomization says for all its charts ({@code HelmGlobals} of {@code api/types/helmchartargs.go}). Where Helm keeps its
 * own settings, {@code configHome}, is known as a field and means nothing here: they are about fetching charts.
 *
 * @param folder the folder of the charts, relative to the kustomization's
 */
record ChartHome(String folder) {
    static final ChartHome DEFAULT = new ChartHome("charts");

    /** Of {@code chartHome} and {@code configHome} in {@code settings}. */
    static ChartHome read(Settings settings) {
        settings.text("configHome");
        return of(settings.text("chartHome"));
    }

    /** Of the field {@code helmGlobals}. */
    static Optional<ChartHome> ofKustomization(Settings settings) {
        return settings.map("helmGlobals").map(Settings.strictly(ChartHome::read));
    }

    /** The default where {@code folder} is empty. */
    static ChartHome of(String folder) {
        return folder.isEmpty() ? DEFAULT : new ChartHome(folder);
    }

    /** Whether somebody named it. */
    boolean isChosen() {
        return this != DEFAULT;
    }
}
