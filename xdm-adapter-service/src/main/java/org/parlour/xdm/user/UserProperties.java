package org.parlour.xdm.user;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param mode `open`: whoever writes a document is a user; `provisioned`: only an administrator
///     makes users known, and others write none of the documents that have to be obeyed
@ConfigurationProperties("im.xdm.users")
record UserProperties(@DefaultValue("open") Mode mode) {
  enum Mode {
    OPEN,
    PROVISIONED
  }
}
