package org.parlour.xdm.user;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.parlour.xdm.audit.AuditTrail;
import org.parlour.xdm.config.XdmProperties;
import org.parlour.xdm.document.Corrections;
import org.parlour.xdm.document.DocumentPublisher;
import org.parlour.xdm.document.PublicationMetrics;
import org.parlour.xdm.document.Publications;
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
  UserDocuments userDocuments(
      UserStore store,
      DocumentPublisher publisher,
      @Qualifier("userMetrics") PublicationMetrics metrics,
      XdmProperties properties,
      UserProperties users) {
    Publications<User, UserContent> publications =
        new Publications<>(
            store,
            publisher,
            new UserWording(),
            metrics,
            InstantSource.system(),
            properties.publishPatience(),
            properties.settleMargin());
    return new UserDocuments(store, publications, users.mode() == UserProperties.Mode.PROVISIONED);
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
