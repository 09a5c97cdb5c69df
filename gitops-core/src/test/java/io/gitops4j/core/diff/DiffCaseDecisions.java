package io.gitops4j.core.diff;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The cases of the outside suite {@code diff} in which this engine differs, each with why. A case of the list that holds, and
 * one outside it that does not, is to be looked at; what is said of cases that nobody looked at yet is only told.
 */
final class DiffCaseDecisions {
    private static final String ATOMIC = "the API owns the list as one value, so that it is another value as a whole";
    private static final String AS_DECLARED =
            "what is applied is what is declared; a spelling that means the same is found equal when it is compared";
    private static final String KEY_DEFAULT =
            "what is applied is what is declared; a key that an item leaves out counts with its default when items are told apart";
    private static final String NO_LABEL = "a label is a string: the object is refused, and no cluster has one like it";
    private static final String REMOVALS =
            "Flux leaves removals of labels and annotations out; what is ours and no longer declared goes, and is told";
    private static final String WRONG_TYPE =
            "a value of stringData that is no string is an error of the manifest before anything is normalised";

    /** Cases whose verdict is another. */
    static final Map<String, String> VERDICTS = Map.of("josdk-checkServiceAccount", ATOMIC);

    /** Cases of which other fields are told. */
    static final Map<String, String> CHANGES = Map.of(
            "ge-StructuredMergeDiff-will-apply-default-values",
            "spec.internalTrafficPolicy is in neither object: Argo CD fills in what the API server's Go code would, which no"
                    + " schema says; what both leave out is no difference, and is not shown",
            "act-apps_Deployment-pause-1",
            "a creationTimestamp that is null is none: null and absent are one",
            "act-batch_Job-terminate-4",
            ATOMIC);

    /** Cases of other operations. */
    static final Map<String, String> OPERATIONS = operations();

    private static final Set<String> KNOWN = known();

    private DiffCaseDecisions() {}

    private static Map<String, String> operations() {
        Map<String, String> all = new TreeMap<>();
        all.put(
                "fx-jsonpatch-body-data-change-with-rationalization",
                "each field is told by itself, with its owners, however short a patch of the whole map would be");
        all.put("fx-jsonpatch-metadata-annotation-removed", REMOVALS);
        all.put("fx-jsonpatch-metadata-label-removed", REMOVALS);
        all.put("fx-manager-HasDrifted_Metadata-returns-false-if-object-is-unchanged", NO_LABEL);
        all.put("fx-manager-HasDrifted_Metadata-returns-true-if-an-annotation-is-removed", NO_LABEL);
        all.put("fx-manager-HasDrifted_Metadata-returns-true-if-an-label-is-removed", NO_LABEL);
        all.put("fx-normalize-adds-default-port-protocol-to-cronjob", KEY_DEFAULT);
        all.put("fx-normalize-adds-default-port-protocol-to-deployment", KEY_DEFAULT);
        all.put("fx-normalize-adds-default-port-protocol-to-replicaset", KEY_DEFAULT);
        all.put(
                "fx-normalize-removes-duplicated-metrics-from-v2-horizontalpodautoscaler",
                "metrics that are twice there are the API server's to refuse or to keep: the list is one value");
        all.put("ge-NormalizeSecret-invalid-secret", WRONG_TYPE);
        all.put("ge-NormalizeSecret-invalid-secret-with-stringdata-only", WRONG_TYPE);
        all.put("ge-Remarshal", AS_DECLARED);
        all.put("ge-RemarshalResources-from-float", AS_DECLARED);
        all.put("ge-RemarshalResources-from-string", AS_DECLARED);
        return all;
    }

    /** Whether somebody looked at a case that is no core case. */
    static boolean isKnown(String id) {
        return KNOWN.contains(id);
    }

    private static Set<String> known() {
        try (InputStream list = DiffCaseDecisions.class.getResourceAsStream("known-cases.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
