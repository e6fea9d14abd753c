package org.parlour.xdm.demo;

import org.parlour.contracts.routing.ImDomain;
import org.parlour.xdm.config.XdmProperties;
import org.parlour.xdm.document.GroupDocuments;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("im.xdm.demo-groups")
class DemoConfiguration {
  @Bean
  DemoGroups demoGroups(GroupDocuments groups, ImDomain domain, XdmProperties properties) {
    return new DemoGroups(groups, domain, properties.demoUsersDomain());
  }
}
