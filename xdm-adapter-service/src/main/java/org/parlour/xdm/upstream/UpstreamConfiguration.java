package org.parlour.xdm.upstream;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.messaging.RecordPublisher;
import org.parlour.xdm.document.GroupMirror;
import org.parlour.xdm.document.GroupRules;
import org.parlour.xdm.document.Mirror;
import org.parlour.xdm.usage.ApplicationUsages;
import org.parlour.xdm.user.RulesMirror;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("im.xdm.upstream.uri")
class UpstreamConfiguration {
  private static final String OWNER = "owner";
  private static final int MOST_ABSENCES = 10_000;
  private static final int MOST_QUESTIONS = 256;

  private final InstantSource clock = InstantSource.system();

  @Bean
  XcapUpstream upstream(UpstreamProperties properties, ApplicationUsages usages) {
    return new XcapUpstream(
        Objects.requireNonNull(properties.uri()),
        places(properties, usages),
        Credentials.of(properties),
        properties.request(),
        properties.maxBytes(),
        properties.concurrent());
  }

  private static Map<Kind, Place> places(UpstreamProperties properties, ApplicationUsages usages) {
    return Map.of(
        Kind.GROUP,
        new Place(properties.groups(), mediaType(usages, ApplicationUsages.GROUPS)),
        Kind.RULES,
        new Place(properties.rules(), mediaType(usages, ApplicationUsages.IM_RULES)));
  }

  private static String mediaType(ApplicationUsages usages, String auid) {
    return usages.find(auid).orElseThrow().mediaType();
  }

  @Bean
  Watches upstreamWatches(
      RecordPublisher publisher, UpstreamProperties properties, ApplicationUsages usages) {
    String notifier = properties.notifier();
    return notifier == null
        ? Watches.NONE
        : new SubscribedWatches(
            publisher,
            new SubscribedWatches.Notifier(
                notifier.equals(OWNER) ? null : address("notifier", notifier),
                properties.notifierRoute(),
                address("subscriber", Objects.requireNonNull(properties.subscriber()))),
            places(properties, usages),
            clock);
  }

  private static ImAddress address(String name, String text) {
    return GroupRules.address("im.xdm.upstream." + name, text);
  }

  @Bean
  Gate upstreamGate(UpstreamProperties properties) {
    return new Gate(
        properties.firstPause(),
        properties.longestPause(),
        properties.request(),
        clock,
        UpstreamConfiguration::chance);
  }

  private static double chance() {
    return ThreadLocalRandom.current().nextDouble();
  }

  @Bean
  UpstreamMetrics upstreamMetrics(MeterRegistry registry) {
    return new UpstreamMetrics(registry, clock);
  }

  @Bean
  Validations upstreamValidations(DataSource database) {
    return new PostgresValidations(database);
  }

  @Bean
  Waiting upstreamWaiting() {
    return new Waiting();
  }

  @Bean
  Attempts upstreamAttempts(
      Upstream upstream,
      Gate gate,
      UpstreamMetrics metrics,
      Waiting waiting,
      UpstreamProperties properties) {
    return new Attempts(
        upstream,
        gate,
        metrics,
        clock,
        waiting,
        properties.attempts(),
        properties.patience(),
        properties.request());
  }

  @Bean
  UpstreamDocuments groupKeeper(
      GroupMirror mirror,
      Validations validations,
      Attempts attempts,
      Watches watches,
      UpstreamMetrics metrics,
      UpstreamProperties properties) {
    boolean kept = !properties.groups().isEmpty();
    return documents(Kind.GROUP, kept, mirror, validations, attempts, watches, metrics, properties);
  }

  @Bean
  UpstreamDocuments rulesKeeper(
      RulesMirror mirror,
      Validations validations,
      Attempts attempts,
      Watches watches,
      UpstreamMetrics metrics,
      UpstreamProperties properties) {
    boolean kept = !properties.rules().isEmpty();
    return documents(Kind.RULES, kept, mirror, validations, attempts, watches, metrics, properties);
  }

  private UpstreamDocuments documents(
      Kind kind,
      boolean kept,
      Mirror mirror,
      Validations validations,
      Attempts attempts,
      Watches watches,
      UpstreamMetrics metrics,
      UpstreamProperties properties) {
    return new UpstreamDocuments(
        kind,
        kept,
        mirror,
        validations,
        attempts,
        new Absences(properties.negative(), MOST_ABSENCES, clock),
        metrics,
        watches,
        new Ages(properties.freshness(), properties.told(), properties.stale()),
        clock,
        UpstreamConfiguration::chance);
  }

  @Bean
  Questions upstreamQuestions(
      @Qualifier("groupKeeper") UpstreamDocuments groups,
      @Qualifier("rulesKeeper") UpstreamDocuments rules,
      Revalidation revalidation,
      UpstreamMetrics metrics,
      UpstreamProperties properties) {
    return new Questions(
        groups, rules, revalidation, metrics, clock, properties.patience(), MOST_QUESTIONS);
  }

  @Bean
  Revalidation upstreamRevalidation(
      @Qualifier("groupKeeper") UpstreamDocuments groups,
      @Qualifier("rulesKeeper") UpstreamDocuments rules,
      Validations validations,
      Gate gate,
      UpstreamMetrics metrics,
      UpstreamProperties properties) {
    return new Revalidation(
        groups,
        rules,
        validations,
        gate,
        metrics,
        clock,
        properties.batch(),
        properties.patience().multipliedBy(4));
  }

  @Bean
  UpstreamHealth upstreamHealthIndicator(Gate gate) {
    return new UpstreamHealth(gate);
  }
}
