package org.parlour.xdm.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param countInterval between two counts of what is stored, for metrics and health
@ConfigurationProperties("im.xdm.outbox")
record OutboxProperties(@DefaultValue("1m") Duration countInterval) {}
