package org.parlour.conference.controlling;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.RosterUser;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.MediaEvent.NicknameRequested;
import org.parlour.protocol.address.ImAddress;

/// Obtaining a nickname (clause 7.2.3.2; RFC 7701 §7; reference §6.4).
final class Nicknames {
  private static final int GRANTED = 200;
  private static final int NOT_ALLOWED = 403;
  private static final int MALFORMED = 424;
  private static final int IN_USE = 425;
  private static final int LONGEST = 64;
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private Nicknames() {}

  /// @param leg null when it is not in the session
  static void requested(Turn t, @Nullable Leg leg, NicknameRequested request) {
    int status = decide(t, leg, request.nickname());
    MediaPlane.decideNickname(t, request.leg(), request.request(), status);
    if (status == GRANTED && leg != null) {
      rename(t, leg, request.nickname());
    }
  }

  private static int decide(Turn t, @Nullable Leg leg, String nickname) {
    if (leg == null || !MediaPlane.agreesOnNicknames(leg, t.policy().media())) {
      return NOT_ALLOWED;
    }
    if (nickname.isEmpty()) {
      return GRANTED;
    }
    String prepared = prepared(nickname);
    if (prepared.isEmpty()
        || nickname.codePointCount(0, nickname.length()) > LONGEST
        || nickname.codePoints().anyMatch(Character::isISOControl)) {
      return MALFORMED;
    }
    return isTaken(t, leg.user(), prepared) ? IN_USE : GRANTED;
  }

  /// In use, configured for another member, another one's own name, or like one of ours.
  private static boolean isTaken(Turn t, ImAddress user, String prepared) {
    if (prepared.equals("system") || prepared.startsWith("anonymous")) {
      return true;
    }
    RosterUser holder =
        t.focus()
            .users()
            .first(other -> !other.address().equals(user) && holds(t, other, prepared));
    if (holder != null) {
      return true;
    }
    for (GroupDocument.Member member : t.members().values()) {
      if (!member.address().sameUser(user)
          && (same(member.nickname(), prepared) || same(member.address().user(), prepared))) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(Turn t, RosterUser other, String prepared) {
    boolean reserved =
        other.present()
            || (other.nicknameHeldUntil() != null && other.nicknameHeldUntil().isAfter(t.at()));
    return (reserved && same(other.nickname(), prepared))
        || (other.present()
            && !other.anonymous()
            && (same(other.displayName(), prepared) || same(other.address().user(), prepared)));
  }

  private static void rename(Turn t, Leg leg, String nickname) {
    RosterUser before = t.user(leg.user().toString());
    RosterUser after = before.named(nickname.isEmpty() ? null : nickname.strip());
    if (Objects.equals(before.nickname(), after.nickname())) {
      return;
    }
    t.roster(after);
    for (String tag : after.legs()) {
      if (t.leg(tag).connected()) {
        MediaPlane.update(t, t.leg(tag));
      }
    }
    MediaPlane.say(t, null, "nickname", shown(before) + " is now known as " + shown(after));
  }

  static String shown(RosterUser user) {
    String name = user.shownName();
    return name == null ? user.shownAs().toString() : name;
  }

  private static boolean same(@Nullable String name, String prepared) {
    return name != null && prepared(name).equals(prepared);
  }

  /// For comparison, after the PRECIS Nickname profile (RFC 8266): trimmed, inner spaces collapsed,
  /// case and width folded.
  private static String prepared(String name) {
    return Normalizer.normalize(SPACES.matcher(name.strip()).replaceAll(" "), Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT);
  }
}
