package io.gitops4j.render.kustomize.internal.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Location;
import io.gitops4j.core.text.Printer;
import io.gitops4j.render.kustomize.internal.field.FieldUse;
import io.gitops4j.render.kustomize.internal.field.TransformerConfiguration;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.resource.KindOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class TransformerProperties {
    private static final Location WHERE = Location.file("kustomization.yaml");
    private static final TransformerConfiguration DEFAULTS = TransformerConfiguration.defaults();

    @Property(tries = 200)
    void a_namespace_twice_is_a_namespace_once(@ForAll long seed) {
        NamespaceTransformer transformer = NamespaceTransformer.of("shop", DEFAULTS.specs(FieldUse.NAMESPACE), WHERE);
        Items once = items(seed);
        transformer.transform(once);
        String first = SampleBuild.yaml(once);
        transformer.transform(once);
        assertThat(SampleBuild.yaml(once)).isEqualTo(first);
    }

    @Property(tries = 200)
    void labels_twice_are_labels_once(@ForAll long seed) {
        EntryTransformer transformer =
                EntryTransformer.labels(Map.of("a", "1", "b", "2"), DEFAULTS.specs(FieldUse.COMMON_LABELS), WHERE);
        Items items = items(seed);
        transformer.transform(items);
        List<Item> first = List.copyOf(items.list());
        transformer.transform(items);
        assertThat(items.list()).containsExactlyElementsOf(first);
    }

    @Property(tries = 200)
    void two_prefixes_are_one_of_both(
            @ForAll long seed,
            @ForAll @AlphaChars @StringLength(min = 1, max = 4) String a,
            @ForAll @AlphaChars @StringLength(min = 1, max = 4) String b) {
        Items twice = items(seed);
        prefix(a).transform(twice);
        prefix(b).transform(twice);
        Items once = items(seed);
        prefix(b + a).transform(once);
        assertThat(SampleBuild.yaml(twice)).isEqualTo(SampleBuild.yaml(once));
        assertThat(twice.list().stream().map(Item::originalId))
                .containsExactlyElementsOf(
                        items(seed).list().stream().map(Item::id).toList());
    }

    private static NameAffixTransformer prefix(String text) {
        return NameAffixTransformer.prefix(text, DEFAULTS.specs(FieldUse.NAME_PREFIX), WHERE);
    }

    @Property(tries = 200)
    void sorting_keeps_every_object_and_is_the_same_from_every_order(
            @ForAll long seed, @ForAll @Size(max = 4) List<@AlphaChars @StringLength(1) String> last) {
        SortOrderTransformer transformer = SortOrderTransformer.of(
                new SortOptions("legacy", KindOrder.of(List.of("Namespace", "Pod", "Deployment"), last), WHERE));
        Items items = items(seed);
        List<Item> before = new ArrayList<>(items.list());
        transformer.transform(items);
        List<Item> sorted = List.copyOf(items.list());
        assertThat(sorted).containsExactlyInAnyOrderElementsOf(before);
        Collections.shuffle(before, new Random(seed));
        Items shuffled = new Items(before);
        transformer.transform(shuffled);
        assertThat(shuffled.list()).containsExactlyElementsOf(sorted);
        transformer.transform(shuffled);
        assertThat(shuffled.list()).containsExactlyElementsOf(sorted);
    }

    @Property
    void an_image_reference_is_its_parts(@ForAll("images") String text) {
        ImageReference image = ImageReference.parse(text);
        assertThat(image).hasToString(text);
        assertThat(ImageReference.parse(image.name())).isEqualTo(new ImageReference(image.name(), "", ""));
    }

    @Property
    void a_plain_name_matches_as_the_expression_that_it_is(
            @ForAll("names") String name, @ForAll("images") String text) {
        // one more group makes it an expression for the automaton
        assertThat(new ImageName(name).matches(text)).isEqualTo(new ImageName("(" + name + ")").matches(text));
    }

    @Provide
    Arbitrary<String> images() {
        return Combinators.combine(
                        names(),
                        Arbitraries.of("", ":1", ":v1.2-x", ":{TAG}"),
                        Arbitraries.of("", "@sha256:0f", "@a+b:c"))
                .as((name, tag, digest) -> name + tag + digest);
    }

    @Provide
    Arbitrary<String> names() {
        return Combinators.combine(
                        Arbitraries.of("", "localhost:5000/", "a.b/", "aXb/c/"),
                        Arbitraries.of("nginx", "n.inx", "app"))
                .as((host, name) -> host + name);
    }

    private static Items items(long seed) {
        RandomKustomization made = new RandomKustomization(new Random(seed), "x");
        return SampleBuild.items(Printer.yaml(made.resources(40)));
    }
}
