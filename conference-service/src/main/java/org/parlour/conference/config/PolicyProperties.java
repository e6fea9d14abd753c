package org.parlour.conference.config;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.ConferencePolicy.FinalCode;
import org.parlour.conference.MediaRules;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.protocol.address.ImAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The operator's choices. Names follow requirements §15.
///
/// @param finalCodePolicy what the inviter is told when nobody came: `lowest`, `first`, `last`,
///     or a code of its own (D-30)
/// @param noAnswer how long an invitee may ring (D-31)
/// @param forbiddenAnonymity `release` an invitee that asks for it, or `ignore` its wish (D-36)
/// @param earlyAnswer the inviter is answered before any invitee
/// @param archive sessions are recorded
/// @param documentServers addresses of other servers, whom `maxSubscriptionsPerUser` does not
///     hinder from subscribing to documents
/// @param acceptTypes media types that may pass; `*` for all
/// @param propagateMedia when one participant changes its media, others are offered what they would
///     not get else (D-20)
/// @param rejoinAfterExpulsion who was expelled may come back to the same session by itself
/// @param upstreamWait how long a request to an unknown group waits for the XDMS that
///     xdm-adapter-service asks; missing: there is none, and it is refused at once
@ConfigurationProperties("im.cf")
record PolicyProperties(
    @DefaultValue("1800s") Duration sessionExpires,
    @DefaultValue("90s") Duration minSe,
    @DefaultValue("false") boolean earlyAnswer,
    @DefaultValue("lowest") FinalCode finalCodePolicy,
    @DefaultValue("true") boolean archive,
    @DefaultValue("180s") Duration noAnswer,
    @DefaultValue("release") Reaction forbiddenAnonymity,
    @DefaultValue("3600s") Duration subscriptionExpires,
    @DefaultValue("10") int maxSubscriptionsPerUser,
    @DefaultValue List<String> documentServers,
    @DefaultValue("30s") Duration mediaGrace,
    @DefaultValue("60s") Duration nicknameReservation,
    @DefaultValue("*") List<String> acceptTypes,
    @DefaultValue("*") List<String> acceptWrappedTypes,
    @DefaultValue("10MB") DataSize maxMessageSize,
    @DefaultValue("true") boolean privateMessages,
    @DefaultValue("true") boolean nicknames,
    @DefaultValue("false") boolean propagateMedia,
    @DefaultValue("false") boolean rejoinAfterExpulsion,
    @Nullable Duration upstreamWait) {

  /// What to do with an invitee whose wish for anonymity is forbidden.
  enum Reaction {
    RELEASE,
    IGNORE
  }

  ConferencePolicy policy(ImProperties im, Duration notifyInterval) {
    return new ConferencePolicy(
        ImDomain.ofHost(im.domain()),
        im.adhoc().maxParticipants(),
        (int) sessionExpires.toSeconds(),
        (int) minSe.toSeconds(),
        new MediaRules(
            acceptTypes,
            acceptWrappedTypes,
            maxMessageSize.toBytes(),
            privateMessages,
            nicknames,
            im.msrp().offerTransport(),
            propagateMedia),
        notifyInterval,
        earlyAnswer,
        finalCodePolicy,
        archive,
        noAnswer,
        im.anonymity().adhoc() == ImProperties.Choice.ALLOW,
        forbiddenAnonymity == Reaction.RELEASE,
        (int) subscriptionExpires.toSeconds(),
        maxSubscriptionsPerUser,
        documentServers.stream().map(PolicyProperties::server).collect(Collectors.toSet()),
        mediaGrace,
        nicknameReservation,
        im.pager().rules(archive),
        im.session().maxDuration(),
        rejoinAfterExpulsion,
        upstreamWait);
  }

  private static ImAddress server(String address) {
    try {
      return ImAddress.parse(address).canonical();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("im.cf.document-servers: " + e.getMessage(), e);
    }
  }
}
