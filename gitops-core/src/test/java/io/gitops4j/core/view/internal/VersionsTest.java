package io.gitops4j.core.view.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionsTest {
    @Test
    void numbers_are_compared_as_numbers_however_long() {
        assertThat(Versions.older("9", "10")).isTrue();
        assertThat(Versions.older("10", "9")).isFalse();
        assertThat(Versions.older("7", "7")).isFalse();
        assertThat(Versions.older("99999999999999999999998", "99999999999999999999999"))
                .isTrue();
    }

    @Test
    void what_is_no_number_is_only_equal_or_not() {
        assertThat(Versions.older("", "7")).isFalse();
        assertThat(Versions.older("v6", "v7")).isFalse();
        assertThat(Versions.older("007", "9")).isFalse();
        assertThat(Versions.reaches("v7", "v7")).isTrue();
        assertThat(Versions.reaches("v8", "v7")).isFalse();
    }

    @Test
    void a_version_reaches_itself_and_what_is_older() {
        assertThat(Versions.reaches("7", "7")).isTrue();
        assertThat(Versions.reaches("10", "9")).isTrue();
        assertThat(Versions.reaches("9", "10")).isFalse();
    }
}
