package io.gitops4j.render.kustomize.internal.field;

/** What field specs of a {@link TransformerConfiguration} are for. */
public enum FieldUse {
    /** Where a name takes a prefix. */
    NAME_PREFIX("namePrefix", "NamePrefix"),
    /** Where a name takes a suffix. */
    NAME_SUFFIX("nameSuffix", "NameSuffix"),
    /** Where a namespace is named, beside {@code metadata.namespace}. */
    NAMESPACE("namespace", "NameSpace"),
    /** Where labels go that selectors take too. */
    COMMON_LABELS("commonLabels", "CommonLabels"),
    /** Where the entries of {@code labels} go too. */
    LABELS("labels", "Labels"),
    /** Where labels of templates go. */
    TEMPLATE_LABELS("templateLabels", "TemplateLabels"),
    /** Where labels of volume claim templates go. */
    VOLUME_CLAIM_TEMPLATE_LABELS("volumeClaimTemplateLabels", "VolumeClaimTemplateLabels"),
    /** Where annotations go. */
    COMMON_ANNOTATIONS("commonAnnotations", "CommonAnnotations"),
    /** Where images are named, beside the containers of any list. */
    IMAGES("images", "Images"),
    /** Where replicas are counted. */
    REPLICAS("replicas", "Replicas"),
    /** Where variables are replaced. */
    VAR_REFERENCE("varReference", "VarReference");

    private final String field;
    private final String title;

    FieldUse(String field, String title) {
        this.field = field;
        this.title = title;
    }

    /** The field of a configuration file. */
    public String field() {
        return field;
    }

    /** As upstream names it in errors. */
    String title() {
        return title;
    }
}
