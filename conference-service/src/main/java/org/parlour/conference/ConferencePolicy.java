package org.parlour.conference;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.protocol.address.ImAddress;

/// The operator's choices that the core obeys. Immutable; a changed policy holds for the next
/// input.
///
/// @param domain our public service identities
/// @param maxParticipants of an ad-hoc session, the inviter included (D-28)
/// @param sessionExpires seconds, what we ask for and grant at most
/// @param minSe seconds, the shortest session interval we take (RFC 4028 §5)
/// @param media what the focus lets pass
/// @param notifyInterval shortest time between two NOTIFYs of one subscription
/// @param earlyAnswer the inviter gets its 200 before any invitee answered (7.2.1.2-RERR-2)
/// @param finalCode which failure the inviter is told when nobody came (D-30)
/// @param archive sessions are recorded
/// @param noAnswer how long an invitee may ring (D-31)
/// @param anonymityAllowed in ad-hoc sessions (D-11)
/// @param releaseForbiddenAnonymity an invitee that asks for it is released; else its wish is
///     ignored (D-36)
/// @param subscriptionExpires seconds, granted at most
/// @param maxSubscriptionsPerUser at one session (D-32), and to documents
/// @param documentServers canonical; other servers, which may have any number of subscriptions to
///     documents
/// @param mediaGrace how long a participant stays without its MSRP connection
/// @param nicknameReservation how long a nickname is kept for one who left
/// @param pager messages to several users
/// @param maxDuration of any session; null for no limit beside that of a group
/// @param rejoinAfterExpulsion who was expelled may come back to the same session (reference §5.3)
/// @param upstreamWait how long a request to an unknown group waits for an upstream XDMS to say
///     whether there is one; null: there is no such server
public record ConferencePolicy(
    ImDomain domain,
    int maxParticipants,
    int sessionExpires,
    int minSe,
    MediaRules media,
    Duration notifyInterval,
    boolean earlyAnswer,
    FinalCode finalCode,
    boolean archive,
    Duration noAnswer,
    boolean anonymityAllowed,
    boolean releaseForbiddenAnonymity,
    int subscriptionExpires,
    int maxSubscriptionsPerUser,
    Set<ImAddress> documentServers,
    Duration mediaGrace,
    Duration nicknameReservation,
    PagerRules pager,
    @Nullable Duration maxDuration,
    boolean rejoinAfterExpulsion,
    @Nullable Duration upstreamWait) {
  public ConferencePolicy {
    documentServers = Set.copyOf(documentServers);
  }

  /// Which of the invitees' failures the inviter is told (D-30).
  ///
  /// @param fixed always this one; 0 for the choice
  public record FinalCode(Choice choice, int fixed) {
    public static final FinalCode LOWEST = new FinalCode(Choice.LOWEST, 0);
    public static final FinalCode FIRST = new FinalCode(Choice.FIRST, 0);
    public static final FinalCode LAST = new FinalCode(Choice.LAST, 0);

    public FinalCode {
      if (fixed != 0 && (fixed < 400 || fixed > 699)) {
        throw new IllegalArgumentException("final code: " + fixed + " (expected: 400 to 699)");
      }
    }

    /// @param text `lowest`, `first`, `last`, or a code
    public static FinalCode of(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "lowest" -> LOWEST;
        case "first" -> FIRST;
        case "last" -> LAST;
        default -> new FinalCode(Choice.LOWEST, Integer.parseInt(text));
      };
    }

    /// @param codes in the order in which they came, at least one
    public int among(List<Integer> codes) {
      if (fixed != 0) {
        return fixed;
      }
      return switch (choice) {
        case LOWEST -> Collections.min(codes);
        case FIRST -> codes.getFirst();
        case LAST -> codes.getLast();
      };
    }

    /// Among the codes that came.
    public enum Choice {
      LOWEST,
      FIRST,
      LAST
    }
  }

  /// The values of architecture §9 and requirements §15.
  public static ConferencePolicy defaults(ImDomain domain) {
    return new ConferencePolicy(
        domain,
        20,
        1800,
        90,
        MediaRules.OPEN,
        Duration.ofMillis(500),
        false,
        FinalCode.LOWEST,
        true,
        Duration.ofSeconds(180),
        true,
        true,
        3600,
        10,
        Set.of(),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        PagerRules.DEFAULTS,
        null,
        false,
        null);
  }

  public ConferencePolicy withMaxParticipants(int most) {
    return changed(draft -> draft.maxParticipants = most);
  }

  public ConferencePolicy withEarlyAnswer(boolean early) {
    return changed(draft -> draft.earlyAnswer = early);
  }

  public ConferencePolicy withFinalCode(FinalCode rule) {
    return changed(draft -> draft.finalCode = rule);
  }

  public ConferencePolicy withAnonymity(boolean allowed, boolean releaseForbidden) {
    return changed(
        draft -> {
          draft.anonymityAllowed = allowed;
          draft.releaseForbiddenAnonymity = releaseForbidden;
        });
  }

  public ConferencePolicy withArchive(boolean recorded) {
    return changed(draft -> draft.archive = recorded);
  }

  public ConferencePolicy withMaxSubscriptionsPerUser(int most) {
    return changed(draft -> draft.maxSubscriptionsPerUser = most);
  }

  public ConferencePolicy withDocumentServers(Set<ImAddress> servers) {
    return changed(draft -> draft.documentServers = servers);
  }

  public ConferencePolicy with(PagerRules rules) {
    return changed(draft -> draft.pager = rules);
  }

  public ConferencePolicy with(MediaRules rules) {
    return changed(draft -> draft.media = rules);
  }

  public ConferencePolicy withMaxDuration(Duration most) {
    return changed(draft -> draft.maxDuration = most);
  }

  public ConferencePolicy withRejoinAfterExpulsion(boolean allowed) {
    return changed(draft -> draft.rejoinAfterExpulsion = allowed);
  }

  public ConferencePolicy withUpstreamWait(Duration wait) {
    return changed(draft -> draft.upstreamWait = wait);
  }

  private ConferencePolicy changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.policy();
  }

  /// A policy while some of its choices change.
  private static final class Draft {
    private final ConferencePolicy origin;
    private int maxParticipants;
    private MediaRules media;
    private boolean earlyAnswer;
    private FinalCode finalCode;
    private boolean archive;
    private boolean anonymityAllowed;
    private boolean releaseForbiddenAnonymity;
    private int maxSubscriptionsPerUser;
    private Set<ImAddress> documentServers;
    private PagerRules pager;
    private @Nullable Duration maxDuration;
    private boolean rejoinAfterExpulsion;
    private @Nullable Duration upstreamWait;

    private Draft(ConferencePolicy origin) {
      this.origin = origin;
      this.maxParticipants = origin.maxParticipants;
      this.media = origin.media;
      this.earlyAnswer = origin.earlyAnswer;
      this.finalCode = origin.finalCode;
      this.archive = origin.archive;
      this.anonymityAllowed = origin.anonymityAllowed;
      this.releaseForbiddenAnonymity = origin.releaseForbiddenAnonymity;
      this.maxSubscriptionsPerUser = origin.maxSubscriptionsPerUser;
      this.documentServers = origin.documentServers;
      this.pager = origin.pager;
      this.maxDuration = origin.maxDuration;
      this.rejoinAfterExpulsion = origin.rejoinAfterExpulsion;
      this.upstreamWait = origin.upstreamWait;
    }

    private ConferencePolicy policy() {
      return new ConferencePolicy(
          origin.domain,
          maxParticipants,
          origin.sessionExpires,
          origin.minSe,
          media,
          origin.notifyInterval,
          earlyAnswer,
          finalCode,
          archive,
          origin.noAnswer,
          anonymityAllowed,
          releaseForbiddenAnonymity,
          origin.subscriptionExpires,
          maxSubscriptionsPerUser,
          documentServers,
          origin.mediaGrace,
          origin.nicknameReservation,
          pager,
          maxDuration,
          rejoinAfterExpulsion,
          upstreamWait);
    }
  }
}
