package org.parlour.conference.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.DisconnectionMethod;

/// A user who is, was or was asked to be in the session. It stays when its last leg is gone: who
/// was in may come back (§5.5).
///
/// @param address canonical
/// @param shownAs what others see: the pseudonym of an anonymous one
/// @param displayName as asserted or configured
/// @param nickname obtained in this session (RFC 7701 §7)
/// @param nicknameHeldUntil a nickname of one who left is reserved until then
/// @param disclosed others may know of the user before it joined (a `bcc` recipient is not)
/// @param legs tags of the legs that are ringing, dialling in or connected
/// @param joined was connected at some time
/// @param revision of the roster when the user last changed
/// @param left how the last leg went; null while there is one
/// @param expelled by somebody who may, and neither asked nor let in again since
public record RosterUser(
    ImAddress address,
    ImAddress shownAs,
    @Nullable String displayName,
    @Nullable String nickname,
    @Nullable Instant nicknameHeldUntil,
    boolean anonymous,
    boolean initiator,
    boolean disclosed,
    List<String> legs,
    boolean joined,
    long revision,
    @Nullable DisconnectionMethod left,
    boolean expelled)
    implements StatePart {

  public RosterUser {
    legs = List.copyOf(legs);
  }

  /// The key under which the user is found.
  public String key() {
    return address.toString();
  }

  public boolean present() {
    return !legs.isEmpty();
  }

  /// What others read: the nickname, else the name.
  public @Nullable String shownName() {
    return nickname == null ? displayName : nickname;
  }

  public RosterUser at(long revisionNow) {
    return with(revisionNow, expelled);
  }

  public RosterUser expelledNow() {
    return with(revision, true);
  }

  private RosterUser with(long otherRevision, boolean nowExpelled) {
    return new RosterUser(
        address,
        shownAs,
        displayName,
        nickname,
        nicknameHeldUntil,
        anonymous,
        initiator,
        disclosed,
        legs,
        joined,
        otherRevision,
        left,
        nowExpelled);
  }

  public RosterUser withLeg(String tag) {
    List<String> more = new ArrayList<>(legs);
    more.add(tag);
    return new RosterUser(
        address,
        shownAs,
        displayName,
        nickname,
        null,
        anonymous,
        initiator,
        disclosed,
        more,
        joined,
        revision,
        null,
        false);
  }

  public RosterUser withoutLeg(String tag, DisconnectionMethod how, Instant nicknameUntil) {
    List<String> fewer = new ArrayList<>(legs);
    fewer.remove(tag);
    boolean last = fewer.isEmpty();
    return new RosterUser(
        address,
        shownAs,
        displayName,
        nickname,
        last && nickname != null ? nicknameUntil : null,
        anonymous,
        initiator,
        disclosed,
        fewer,
        joined,
        revision,
        last ? how : null,
        expelled);
  }

  public RosterUser joinedNow(@Nullable String name) {
    return new RosterUser(
        address,
        shownAs,
        displayName == null && !anonymous ? name : displayName,
        nickname,
        nicknameHeldUntil,
        anonymous,
        initiator,
        true,
        legs,
        true,
        revision,
        left,
        expelled);
  }

  public RosterUser named(@Nullable String chosen) {
    return new RosterUser(
        address,
        shownAs,
        displayName,
        chosen,
        null,
        anonymous,
        initiator,
        disclosed,
        legs,
        joined,
        revision,
        left,
        expelled);
  }

  public RosterUser hiddenAs(ImAddress pseudonym, String name) {
    return new RosterUser(
        address, pseudonym, name, null, null, true, initiator, disclosed, legs, joined, revision,
        left, expelled);
  }
}
