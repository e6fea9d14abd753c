package org.parlour.support.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

class CountedLoginTest {
  private Instant now = Instant.parse("2026-11-26T12:00:00Z");
  private int asked;
  private final CountedLogin login =
      new CountedLogin(
          new AuthenticationProvider() {
            @Override
            public Authentication authenticate(Authentication guess) {
              asked++;
              if (!"secret".equals(guess.getCredentials())) {
                throw new BadCredentialsException("wrong");
              }
              return guess;
            }

            @Override
            public boolean supports(Class<?> authentication) {
              return true;
            }
          },
          new Guesses(() -> now));

  private Authentication tries(String peer, String password) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr(peer);
    UsernamePasswordAuthenticationToken token =
        UsernamePasswordAuthenticationToken.unauthenticated("root", password);
    token.setDetails(new WebAuthenticationDetails(request));
    return login.authenticate(token);
  }

  private void guesses(int times) {
    for (int i = 0; i < times; i++) {
      assertThatExceptionOfType(BadCredentialsException.class)
          .isThrownBy(() -> tries("10.0.0.7", "guess"));
    }
  }

  @Test
  void whoGuessedTooOftenIsLockedOutForAMinuteWithoutBeingAsked() {
    guesses(Guesses.MOST_WRONG);

    assertThatExceptionOfType(LockedException.class)
        .isThrownBy(() -> tries("10.0.0.7", "secret"))
        .withMessage("password: guessed too often (expected: a pause)");
    assertThat(asked).isEqualTo(Guesses.MOST_WRONG);
    assertThat(tries("10.0.0.8", "secret").getName()).isEqualTo("root");
    now = now.plus(Guesses.PAUSE);
    assertThat(tries("10.0.0.7", "secret").getName()).isEqualTo("root");
  }

  @Test
  void aRightPasswordMakesMistakesForgotten() {
    guesses(Guesses.MOST_WRONG - 1);
    assertThat(tries("10.0.0.7", "secret").getName()).isEqualTo("root");
    guesses(Guesses.MOST_WRONG - 1);
  }
}
