package org.parlour.conference;

import java.util.List;

/// What the operator lets pass in MSRP sessions.
///
/// @param acceptTypes lower case; `*` lets every type pass
/// @param acceptWrappedTypes inside CPIM, likewise
/// @param maxSize octets of one message
/// @param offer how invitees are offered to reach the switch
/// @param propagate when one participant changes its media, others are offered what they would not
///     get else (D-20)
public record MediaRules(
    List<String> acceptTypes,
    List<String> acceptWrappedTypes,
    long maxSize,
    boolean privateMessages,
    boolean nicknames,
    OfferTransport offer,
    boolean propagate) {

  public static final MediaRules OPEN =
      new MediaRules(
          List.of("*"), List.of("*"), 10_485_760, true, true, OfferTransport.INVITER, false);

  public MediaRules {
    acceptTypes = List.copyOf(acceptTypes);
    acceptWrappedTypes = List.copyOf(acceptWrappedTypes);
  }

  public MediaRules offering(OfferTransport transport) {
    return new MediaRules(
        acceptTypes, acceptWrappedTypes, maxSize, privateMessages, nicknames, transport, propagate);
  }

  public MediaRules propagating() {
    return new MediaRules(
        acceptTypes, acceptWrappedTypes, maxSize, privateMessages, nicknames, offer, true);
  }
}
