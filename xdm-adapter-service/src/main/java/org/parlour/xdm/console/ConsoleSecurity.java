package org.parlour.xdm.console;

import org.parlour.support.security.BasicChallenge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// The console asks for an administrator like REST does, by HTTP Basic and without sessions. A
/// browser sends these credentials by itself, so each form carries a token, which must be the one
/// of its cookie; and a page loads nothing that is not ours.
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {
  private static final int BEFORE_REST = 20;

  /// Every request signs in anew: a token that changed then would make forms in other tabs useless.
  private static final SessionAuthenticationStrategy KEEP_TOKEN =
      new NullAuthenticatedSessionStrategy();

  /// No `unsafe-inline`: the pages have neither scripts nor styles of their own.
  private static final String ONLY_OURS =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
          + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  @Bean
  @Order(BEFORE_REST)
  SecurityFilterChain console(HttpSecurity http, AuthenticationManager administratorsLogin)
      throws Exception {
    return http.authenticationManager(administratorsLogin)
        .securityMatcher("/", "/console", "/console/**")
        .authorizeHttpRequests(requests -> requests.anyRequest().hasRole("ADMIN"))
        .httpBasic(basic -> basic.authenticationEntryPoint(new BasicChallenge()))
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(csrf -> csrf.csrfTokenRepository(tokens()).sessionAuthenticationStrategy(KEEP_TOKEN))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(ONLY_OURS))
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
        .build();
  }

  private static CookieCsrfTokenRepository tokens() {
    CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
    tokens.setCookieName("parlour-console");
    tokens.setCookiePath("/console");
    tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
    return tokens;
  }
}
