package org.parlour.support.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/// Asks for a name and a password; of who guessed too often for a pause.
public final class BasicChallenge implements AuthenticationEntryPoint {
  private static final String REALM = "Basic realm=\"parlour\"";

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
      throws IOException {
    if (refused instanceof LockedException) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Guesses.PAUSE.toSeconds()));
      response.sendError(HttpStatus.TOO_MANY_REQUESTS.value(), refused.getMessage());
    } else {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, REALM);
      response.sendError(
          HttpStatus.UNAUTHORIZED.value(), HttpStatus.UNAUTHORIZED.getReasonPhrase());
    }
  }
}
