package io.gitops4j.testkit;

import static io.gitops4j.testkit.StateStoreFixture.MINUTE;
import static io.gitops4j.testkit.StateStoreFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.state.Claim;
import io.gitops4j.core.state.StateChange;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of {@link StateStoreContract} on claims. */
abstract class StateStoreContractClaims {
    private static final StateChange CHANGE = StateChange.inventory(StateStoreFixture.inventory(1));

    abstract StateStoreFixture fixture();

    private boolean claims(String holder) {
        return fixture().store().claim(SHOP, holder, MINUTE).isPresent();
    }

    @Test
    void gives_a_claim_that_says_what_it_is() {
        Claim claim = fixture().claim();

        assertThat(claim.application()).isEqualTo(SHOP);
        assertThat(claim.token()).isPositive();
        assertThat(claim.until()).isEqualTo(fixture().now().plus(MINUTE));
    }

    @Test
    void gives_nothing_while_somebody_else_holds_the_application() {
        fixture().claim();

        assertThat(claims("somebody else")).isFalse();
        fixture().pass(MINUTE.minusNanos(1));
        assertThat(claims("somebody else")).isFalse();
        fixture().pass(Duration.ofNanos(1));
        assertThat(claims("somebody else")).isTrue();
    }

    @Test
    void claims_of_two_applications_have_nothing_to_do_with_each_other() {
        fixture().claim();

        assertThat(fixture().store().claim(ApplicationId.of("shop"), "somebody else", MINUTE))
                .isPresent();
    }

    @Test
    void a_holder_that_claims_again_gets_a_new_token_and_its_old_one_is_void() {
        Claim old = fixture().claim();
        Claim claim = fixture().claim();

        assertThat(claim.token()).isGreaterThan(old.token());
        StateStoreFixture.refusedAsVoid(() -> fixture().store().commit(old, CHANGE));
        assertThat(fixture().store().renew(old, MINUTE)).isFalse();
        fixture().store().commit(claim, CHANGE);
    }

    @Test
    void tokens_only_grow() {
        Claim first = fixture().claim();
        fixture().store().release(first);
        Claim second = fixture().claim();
        fixture().pass(MINUTE);
        Claim third = fixture().store().claim(SHOP, "somebody else", MINUTE).orElseThrow();
        fixture().store().commit(third, CHANGE);
        fixture().store().commit(third, StateChange.forget());
        fixture().pass(MINUTE);
        fixture().reopened();
        Claim fourth = fixture().claim();
        fixture().reopened();
        fixture().pass(MINUTE);
        Claim fifth = fixture().claim();

        assertThat(List.of(first, second, third, fourth, fifth))
                .extracting(Claim::token)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void renewing_prolongs_a_claim_from_now_on() {
        Claim claim = fixture().claim();
        fixture().pass(Duration.ofSeconds(40));

        assertThat(fixture().store().renew(claim, MINUTE)).isTrue();
        fixture().pass(Duration.ofSeconds(40));
        assertThat(claims("somebody else")).isFalse();
        fixture().store().commit(claim, CHANGE);
        fixture().pass(Duration.ofSeconds(20));
        assertThat(claims("somebody else")).isTrue();
    }

    @Test
    void renewing_fails_where_the_claim_ended_or_somebody_else_claimed_since() {
        Claim claim = fixture().claim();
        fixture().pass(MINUTE);

        assertThat(fixture().store().renew(claim, MINUTE)).isFalse();
        assertThat(claims("somebody else")).isTrue();
        assertThat(fixture().store().renew(claim, MINUTE)).isFalse();
    }

    @Test
    void releasing_lets_others_claim() {
        Claim claim = fixture().claim();
        fixture().store().release(claim);

        assertThat(fixture().store().renew(claim, MINUTE)).isFalse();
        StateStoreFixture.refusedAsVoid(() -> fixture().store().commit(claim, CHANGE));
        assertThat(claims("somebody else")).isTrue();
    }

    @Test
    void releasing_a_claim_that_ended_takes_nothing_from_who_claimed_since() {
        Claim old = fixture().claim();
        fixture().pass(MINUTE);
        Claim claim = fixture().store().claim(SHOP, "somebody else", MINUTE).orElseThrow();
        fixture().store().release(old);

        assertThat(claims("a third")).isFalse();
        fixture().store().commit(claim, CHANGE);
    }

    @Test
    void writing_with_a_void_claim_is_refused_and_writes_nothing() {
        Claim ended = fixture().claim();
        fixture().pass(MINUTE);
        StateStoreFixture.refusedAsVoid(() -> fixture().store().commit(ended, CHANGE));
        Claim claim = fixture().store().claim(SHOP, "somebody else", MINUTE).orElseThrow();
        Claim invented = new Claim(SHOP, claim.token() + 1, claim.until());

        StateStoreFixture.refusedAsVoid(() -> fixture().store().commit(ended, CHANGE));
        StateStoreFixture.refusedAsVoid(() -> fixture().store().commit(invented, CHANGE));
        StateStoreFixture.refusedAsVoid(() -> fixture().store().commit(ended, StateChange.forget()));
        assertThat(fixture().store().load(SHOP).inventory().isEmpty()).isTrue();
        assertThat(fixture().store().applications()).isEmpty();
    }

    @Test
    void a_claim_that_holds_for_no_time_or_for_nobody_is_misuse() {
        assertThatThrownBy(() -> fixture().store().claim(SHOP, "me", Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fixture().store().claim(SHOP, "", MINUTE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
