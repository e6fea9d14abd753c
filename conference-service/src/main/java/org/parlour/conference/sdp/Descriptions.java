package org.parlour.conference.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.sdp.MediaLine;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.MsrpTransport;
import org.parlour.protocol.sdp.OtherMedia;
import org.parlour.protocol.sdp.SessionDescription;
import org.parlour.protocol.sdp.Setup;

/// Whole descriptions of the focus.
public final class Descriptions {
  private static final String ORIGIN = "parlour";

  private Descriptions() {}

  /// The offer to an invitee: one stream.
  public static SessionDescription offer(MsrpMedia inviter, OwnMedia own) {
    return describe(List.of(AttributeMerge.towardsInvitee(inviter, own)), own);
  }

  /// The answer to `offer`: `chosen` is accepted in its place, every other stream is refused in its
  /// place (RFC 3264 §6).
  ///
  /// @param invitee the first invitee's answer; null when there is none
  public static SessionDescription answer(
      SessionDescription offer, MsrpMedia chosen, @Nullable MsrpMedia invitee, OwnMedia own) {
    List<MediaLine> lines =
        offer.media().stream()
            .map(
                line ->
                    line == chosen
                        ? AttributeMerge.towardsOfferer(chosen, invitee, own)
                        : refused(line))
            .toList();
    return describe(lines, own);
  }

  /// What was described before, with another path: at another switch, or over TCP. Whoever connects
  /// is open again.
  public static SessionDescription moved(SessionDescription before, OwnMedia own) {
    List<MediaLine> lines =
        before.media().stream()
            .map(line -> line instanceof MsrpMedia msrp && msrp.usable() ? moved(msrp, own) : line)
            .toList();
    return describe(lines, own);
  }

  private static MediaLine moved(MsrpMedia stream, OwnMedia own) {
    return new MsrpMedia(
        own.address().port(),
        stream.tls() && own.transport() != MsrpTransport.TCP,
        List.of(own.path()),
        stream.acceptTypes(),
        stream.acceptWrappedTypes(),
        stream.maxSize(),
        stream.direction(),
        AttributeMerge.offeringSetup(own),
        own.fingerprint(),
        stream.chatroom(),
        stream.others());
  }

  /// What was described before, with other limits. The connection stays: who opened it still says
  /// so (RFC 6135 §4.2.3).
  ///
  /// @param maxSize null to leave it
  /// @param acceptTypes empty to leave them
  /// @param setup what holds; null when it is open again
  public static SessionDescription modified(
      SessionDescription before,
      @Nullable Long maxSize,
      List<String> acceptTypes,
      @Nullable Setup setup,
      OwnMedia own) {
    List<MediaLine> lines =
        before.media().stream()
            .map(
                line ->
                    line instanceof MsrpMedia msrp && msrp.usable()
                        ? modified(msrp, maxSize, acceptTypes, setup, own)
                        : line)
            .toList();
    return describe(lines, own);
  }

  private static MediaLine modified(
      MsrpMedia stream,
      @Nullable Long maxSize,
      List<String> acceptTypes,
      @Nullable Setup setup,
      OwnMedia own) {
    return new MsrpMedia(
        own.address().port(),
        stream.tls() && own.transport() != MsrpTransport.TCP,
        List.of(own.path()),
        acceptTypes.isEmpty() ? stream.acceptTypes() : TypeLists.cpimFirst(acceptTypes),
        stream.acceptWrappedTypes(),
        maxSize == null ? stream.maxSize() : maxSize,
        stream.direction(),
        setup == null ? AttributeMerge.offeringSetup(own) : setup,
        own.fingerprint(),
        stream.chatroom(),
        stream.others());
  }

  private static MediaLine refused(MediaLine line) {
    return switch (line) {
      case MsrpMedia msrp -> msrp.refused();
      case OtherMedia other -> other.refused();
    };
  }

  private static SessionDescription describe(List<MediaLine> lines, OwnMedia own) {
    return new SessionDescription(
        ORIGIN, own.sdpSession(), own.version(), own.address().host(), lines);
  }
}
