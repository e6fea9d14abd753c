package org.parlour.xdm.console;

import java.time.Duration;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.xdm.document.GroupDocuments;
import org.parlour.xdm.document.GroupRules;
import org.parlour.xdm.usage.ApplicationUsages;
import org.parlour.xdm.user.UserDocuments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.LiteWebJarsResourceResolver;

@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration implements WebMvcConfigurer {
  private static final CacheControl AN_HOUR = CacheControl.maxAge(Duration.ofHours(1));

  @Bean
  GroupBook groupBook(
      GroupDocuments documents,
      GroupRules rules,
      ApplicationUsages usages,
      ImDomain domain,
      ConsoleProperties properties) {
    return new GroupBook(
        documents,
        rules,
        usages.find(ApplicationUsages.GROUPS).orElseThrow(),
        domain.host(),
        properties.pageSize());
  }

  @Bean
  UserBook userBook(UserDocuments users, ConsoleProperties properties) {
    return new UserBook(users, properties.pageSize());
  }

  @Bean
  LiveSessions liveSessions(ConsoleProperties properties) {
    return new LiveSessions(properties);
  }

  /// Below the console, where no other service of the same class path serves them.
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/console/assets/**")
        .addResourceLocations("classpath:/console/assets/")
        .setCacheControl(AN_HOUR);
    registry
        .addResourceHandler("/console/webjars/**")
        .addResourceLocations("classpath:/META-INF/resources/webjars/")
        .setCacheControl(AN_HOUR)
        .resourceChain(true)
        .addResolver(new LiteWebJarsResourceResolver());
  }
}
