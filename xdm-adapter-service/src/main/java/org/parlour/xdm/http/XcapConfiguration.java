package org.parlour.xdm.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.security.Guesses;
import org.parlour.xdm.audit.AuditTrail;
import org.parlour.xdm.config.XcapProperties;
import org.parlour.xdm.document.GroupDocuments;
import org.parlour.xdm.document.GroupRules;
import org.parlour.xdm.document.ReferredLists;
import org.parlour.xdm.tree.DocumentHome;
import org.parlour.xdm.tree.GroupHome;
import org.parlour.xdm.tree.PostgresDocumentStore;
import org.parlour.xdm.tree.StoredLists;
import org.parlour.xdm.tree.XcapDocuments;
import org.parlour.xdm.usage.ApplicationUsage;
import org.parlour.xdm.usage.ApplicationUsages;
import org.parlour.xdm.user.UserDocuments;
import org.parlour.xdm.user.UserHome;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.XXssProtectionHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class XcapConfiguration {
  private static final int BEFORE_ADMINISTRATORS = 10;

  @Bean
  ApplicationUsages applicationUsages(XcapProperties properties) {
    return new ApplicationUsages(
        properties.testApp(),
        properties.generic().entrySet().stream()
            .map(
                entry ->
                    ApplicationUsage.generic(
                        entry.getKey(), entry.getValue().mediaType(), entry.getValue().namespace()))
            .toArray(ApplicationUsage[]::new));
  }

  @Bean
  DocumentHome documentStore(
      DataSource database,
      PlatformTransactionManager transactions,
      XcapProperties properties,
      UserDocuments users,
      AuditTrail trail) {
    return new PostgresDocumentStore(
        database,
        transactions,
        xui -> users.mostDocuments(ImAddress.parse(xui), properties.maxDocuments()),
        trail);
  }

  @Bean
  ReferredLists referredLists(
      DocumentHome store, ApplicationUsages usages, XcapProperties properties) {
    return new StoredLists(
        store,
        usages.find(ApplicationUsages.RESOURCE_LISTS).orElseThrow(),
        properties.root() == null ? XcapServlet.ROOT : properties.root());
  }

  @Bean
  XcapDocuments xcapDocuments(
      ApplicationUsages usages,
      DocumentHome store,
      GroupDocuments groups,
      GroupRules rules,
      UserDocuments users,
      XcapProperties properties) {
    ToIntFunction<String> mostGroups =
        xui -> users.mostGroups(ImAddress.parse(xui), properties.maxDocuments());
    return new XcapDocuments(
        usages,
        store,
        Map.of(
            ApplicationUsages.GROUPS, new GroupHome(groups, rules, mostGroups),
            ApplicationUsages.IM_RULES, new UserHome(users, store)),
        properties.servers().stream()
            .map(server -> GroupRules.address("im.xdm.xcap.servers", server).canonical())
            .collect(Collectors.toSet()));
  }

  @Bean
  ServletRegistrationBean<XcapServlet> xcapServlet(
      XcapDocuments documents, XcapProperties properties, MeterRegistry metrics) {
    Accounts accounts = new Accounts(properties.realm(), properties.passwords());
    Nonces nonces =
        new Nonces(properties.nonceSecret(), properties.nonceLifetime(), InstantSource.system());
    Login login =
        new Login(
            accounts,
            new Digests(accounts, nonces),
            new Guesses(InstantSource.system()),
            properties.trustedProxies());
    return new ServletRegistrationBean<>(
        new XcapServlet(
            documents,
            login,
            new XcapAnswers(metrics),
            new Suspicions(metrics, InstantSource.system()),
            properties.maxBytes(),
            properties.root()),
        XcapServlet.ROOT + "/*");
  }

  /// The servlet asks who it is and says what may be cached: no more is left to do than to set the
  /// other headers.
  @Bean
  @Order(BEFORE_ADMINISTRATORS)
  SecurityFilterChain xcapUsers() {
    HeaderWriterFilter headers =
        new HeaderWriterFilter(
            List.of(
                new XContentTypeOptionsHeaderWriter(),
                new XXssProtectionHeaderWriter(),
                new HstsHeaderWriter(),
                new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY)));
    headers.setShouldWriteHeadersEagerly(true);
    return new DefaultSecurityFilterChain(XcapFirewall::isXcap, headers);
  }

  /// Of the whole service: to observe each filter by itself costs as much as to read a document.
  @Bean
  SecurityObservationSettings observedSecurity() {
    return SecurityObservationSettings.withDefaults().shouldObserveRequests(false).build();
  }

  @Bean
  HttpFirewall xcapFirewall() {
    return new XcapFirewall();
  }

  /// An encoded slash or backslash is no separator, and no error.
  @Bean
  TomcatConnectorCustomizer encodedSlashes() {
    String asTheyCome = EncodedSolidusHandling.PASS_THROUGH.getValue();
    return connector -> {
      connector.setEncodedSolidusHandling(asTheyCome);
      connector.setEncodedReverseSolidusHandling(asTheyCome);
    };
  }
}
