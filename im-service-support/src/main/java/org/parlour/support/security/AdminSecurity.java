package org.parlour.support.security;

import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/// Health, metrics and the API's description are open; everything else asks for an administrator by
/// HTTP Basic, and lets nobody guess. There are no cookies and no sessions, so no CSRF.
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class AdminSecurity {
  private static final int AFTER_A_SERVICES_OWN = 100;

  private static final String[] OPEN = {
    "/actuator/health/**", "/actuator/prometheus", "/v3/api-docs/**", "/error"
  };

  @Bean
  @Order(AFTER_A_SERVICES_OWN)
  SecurityFilterChain adminOnly(HttpSecurity http, AuthenticationManager administratorsLogin)
      throws Exception {
    return http.authenticationManager(administratorsLogin)
        .authorizeHttpRequests(
            requests -> requests.requestMatchers(OPEN).permitAll().anyRequest().hasRole("ADMIN"))
        .httpBasic(basic -> basic.authenticationEntryPoint(new BasicChallenge()))
        .csrf(csrf -> csrf.disable())
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .build();
  }

  @Bean
  @ConditionalOnMissingBean
  PasswordEncoder passwordEncoder() {
    return new RememberedPasswords(PasswordEncoderFactories.createDelegatingPasswordEncoder());
  }

  /// For whatever asks for an administrator.
  @Bean
  AuthenticationManager administratorsLogin(
      UserDetailsService administrators, PasswordEncoder encoder) {
    DaoAuthenticationProvider login = new DaoAuthenticationProvider(administrators);
    login.setPasswordEncoder(encoder);
    return new ProviderManager(new CountedLogin(login, new Guesses(InstantSource.system())));
  }

  @Bean
  @ConditionalOnMissingBean
  UserDetailsService administrators(AdminProperties admin, PasswordEncoder encoder) {
    InMemoryUserDetailsManager users = new InMemoryUserDetailsManager();
    if (admin.password() != null) {
      users.createUser(
          User.withUsername(admin.user())
              .password(encoder.encode(admin.password()))
              .roles("ADMIN")
              .build());
    }
    return users;
  }
}
