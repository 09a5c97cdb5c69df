package io.gitops4j.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The set algebra, checked against plain sets of paths. */
class FieldSetProperties {
    @Provide
    Arbitrary<List<FieldPath>> paths() {
        Arbitrary<String> key = Arbitraries.of("a", "b", "c", "f:", "x.y", "");
        Arbitrary<FieldPath> path =
                key.list().ofMinSize(1).ofMaxSize(4).map(keys -> FieldPath.of(keys.toArray(new String[0])));
        Arbitrary<FieldPath> item = path.flatMap(
                list -> Arbitraries.integers().between(0, 12).map(index -> list.then(PathElement.index(index))));
        return Arbitraries.oneOf(path, item).list().ofMaxSize(12);
    }

    @Property
    void holds_exactly_the_paths_it_was_made_of(@ForAll("paths") List<FieldPath> paths) {
        assertThat(FieldSet.of(paths).members()).containsExactlyInAnyOrderElementsOf(new HashSet<>(paths));
    }

    @Property
    void union_is_that_of_sets(@ForAll("paths") List<FieldPath> a, @ForAll("paths") List<FieldPath> b) {
        Set<FieldPath> both = new HashSet<>(a);
        both.addAll(b);
        assertThat(FieldSet.of(a).union(FieldSet.of(b))).isEqualTo(FieldSet.of(both));
    }

    @Property
    void difference_is_that_of_sets(@ForAll("paths") List<FieldPath> a, @ForAll("paths") List<FieldPath> b) {
        Set<FieldPath> rest = new HashSet<>(a);
        rest.removeAll(b);
        assertThat(FieldSet.of(a).minus(FieldSet.of(b))).isEqualTo(FieldSet.of(rest));
    }

    @Property
    void intersection_is_that_of_sets(@ForAll("paths") List<FieldPath> a, @ForAll("paths") List<FieldPath> b) {
        Set<FieldPath> common = new HashSet<>(a);
        common.retainAll(b);
        assertThat(FieldSet.of(a).intersect(FieldSet.of(b))).isEqualTo(FieldSet.of(common));
    }

    @Property
    void equal_sets_have_equal_hashes_and_empty_ones_say_so(@ForAll("paths") List<FieldPath> paths) {
        FieldSet set = FieldSet.of(paths);
        FieldSet again = FieldSet.empty();
        for (FieldPath path : paths) {
            again = again.union(FieldSet.of(List.of(path)));
        }
        assertThat(again).isEqualTo(set).hasSameHashCodeAs(set);
        assertThat(set.isEmpty()).isEqualTo(paths.isEmpty());
        assertThat(set.minus(again).isEmpty()).isTrue();
    }

    @Property
    void reading_and_writing_are_inverse(@ForAll("paths") List<FieldPath> paths) {
        FieldSet set = FieldSet.of(paths);
        assertThat(FieldSet.fromFieldsV1(set.toFieldsV1())).isEqualTo(set);
    }

    @Property
    void membership_is_that_of_sets(@ForAll("paths") List<FieldPath> paths, @ForAll("paths") List<FieldPath> others) {
        FieldSet set = FieldSet.of(paths);
        Set<FieldPath> expected = new HashSet<>(paths);
        assertThat(others).allSatisfy(path -> assertThat(set.names(path)).isEqualTo(expected.contains(path)));
        assertThat(paths).allSatisfy(path -> assertThat(set.touches(path)).isTrue());
        assertThat(paths)
                .allSatisfy(path ->
                        assertThat(set.touches(path.prefix(path.length() - 1))).isTrue());
    }

    @Property
    void removing_a_path_removes_what_it_covers(
            @ForAll("paths") List<FieldPath> paths, @ForAll("paths") List<FieldPath> others) {
        for (FieldPath path : others) {
            List<FieldPath> kept =
                    paths.stream().filter(one -> !path.covers(one)).toList();
            assertThat(FieldSet.of(paths).minusRecursively(FieldSet.of(path))).isEqualTo(FieldSet.of(kept));
        }
    }
}
