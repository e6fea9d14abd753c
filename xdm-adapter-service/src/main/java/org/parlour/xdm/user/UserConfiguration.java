package org.parlour.xdm.user;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.xdm.audit.AuditTrail;
import org.parlour.xdm.config.XdmProperties;
import org.parlour.xdm.document.Corrections;
import org.parlour.xdm.document.DocumentPublisher;
import org.parlour.xdm.document.Keeper;
import org.parlour.xdm.document.PublicationMetrics;
import org.parlour.xdm.document.Publications;
import org.parlour.xdm.usage.ApplicationUsages;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class UserConfiguration {
  @Bean
  UserStore userStore(
      DataSource database, PlatformTransactionManager transactions, AuditTrail trail) {
    return new PostgresUserStore(database, transactions, trail);
  }

  @Bean
  PublicationMetrics userMetrics(MeterRegistry registry) {
    return new PublicationMetrics(registry, "user");
  }

  @Bean
  Publications<User, UserContent> userPublications(
      UserStore store,
      DocumentPublisher publisher,
      @Qualifier("userMetrics") PublicationMetrics metrics,
      XdmProperties properties) {
    return new Publications<>(
        store,
        publisher,
        new UserWording(),
        metrics,
        InstantSource.system(),
        properties.publishPatience(),
        properties.settleMargin());
  }

  @Bean
  RulesMirror rulesMirror(
      UserStore store,
      Publications<User, UserContent> publications,
      ImDomain domain,
      ApplicationUsages usages) {
    return new RulesMirror(
        store, publications, domain, usages.find(ApplicationUsages.IM_RULES).orElseThrow());
  }

  /// @param keeper of users' rules, where it is not this server
  @Bean
  UserDocuments userDocuments(
      UserStore store,
      Publications<User, UserContent> publications,
      @Qualifier("rulesKeeper") ObjectProvider<Keeper> keeper,
      UserProperties users) {
    return new UserDocuments(
        store,
        publications,
        keeper.getIfAvailable(() -> Keeper.NOBODY),
        users.mode() == UserProperties.Mode.PROVISIONED);
  }

  @Bean
  Corrections<UserContent> userCorrections(
      UserStore store,
      DocumentPublisher publisher,
      @Qualifier("userMetrics") PublicationMetrics metrics,
      XdmProperties properties) {
    return new Corrections<>(
        store,
        publisher,
        new UserWording(),
        metrics,
        InstantSource.system(),
        properties.publishPatience(),
        properties.correctionInterval());
  }
}
