package org.parlour.support.security;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/// Lets nobody guess an administrator's password: who was wrong too often is locked out for a while
/// without being asked. Thread-safe.
final class CountedLogin implements AuthenticationProvider {
  private final AuthenticationProvider login;
  private final Guesses guesses;

  CountedLogin(AuthenticationProvider login, Guesses guesses) {
    this.login = login;
    this.guesses = guesses;
  }

  @Override
  public @Nullable Authentication authenticate(Authentication asked) {
    Attempt attempt = new Attempt(login, asked);
    return switch (guesses.of(peer(asked), asked.getName(), attempt)) {
      case RIGHT -> attempt.authenticated;
      case WRONG -> throw new BadCredentialsException("user or password: wrong");
      case TOO_MANY -> throw new LockedException("password: guessed too often (expected: a pause)");
    };
  }

  private static String peer(Authentication asked) {
    return asked.getDetails() instanceof WebAuthenticationDetails web
            && web.getRemoteAddress() != null
        ? web.getRemoteAddress()
        : "";
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return login.supports(authentication);
  }

  private static final class Attempt implements BooleanSupplier {
    private final AuthenticationProvider login;
    private final Authentication asked;
    private @Nullable Authentication authenticated;

    private Attempt(AuthenticationProvider login, Authentication asked) {
      this.login = login;
      this.asked = asked;
    }

    @Override
    public boolean getAsBoolean() {
      try {
        authenticated = login.authenticate(asked);
        return authenticated != null;
      } catch (BadCredentialsException e) {
        return false;
      }
    }
  }
}
