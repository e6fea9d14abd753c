package org.parlour.conference.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How this instance runs.
///
/// @param stateDir where the stores are; emptied at start unless the last stop was clean
/// @param advertised `host:port` under which the other instances reach our HTTP; empty: this host
///     and `server.port`
/// @param threads stream threads; more than partitions here are idle
/// @param sessionTimeout after it a silent instance is replaced. Not below the broker's
///     `group.min.session.timeout.ms`, which is 6 s unless it was lowered
/// @param heartbeat at most a third of the session timeout
/// @param commit interval: the longest an effect waits
/// @param transactionTimeout longer than any stop of a stream thread
/// @param standbys warm copies of each store on other instances
/// @param notifyMinInterval shortest time between two NOTIFYs of one subscription
/// @param provisionedDomains whose users must be known by their policies, to ask and to be asked;
///     none: everybody is served
/// @param countInterval between two counts of the documents that are here
/// @param movesASecond most sessions that are moved from switches that go
@ConfigurationProperties("im.conference")
record ConferenceProperties(
    @DefaultValue("data/state/conference") Path stateDir,
    @DefaultValue("") String advertised,
    @DefaultValue("1") int threads,
    @DefaultValue("6s") Duration sessionTimeout,
    @DefaultValue("1500ms") Duration heartbeat,
    @DefaultValue("20ms") Duration commit,
    @DefaultValue("1500ms") Duration transactionTimeout,
    @DefaultValue("1") int standbys,
    @DefaultValue("500ms") Duration notifyMinInterval,
    @DefaultValue Set<String> provisionedDomains,
    @DefaultValue("1h") Duration countInterval,
    @DefaultValue("200") int movesASecond) {}
