package org.parlour.xdm.document;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupRefused.Reason;

/// What every group of an IM domain must be like. Pure.
///
/// Source: reference §11.5 "Validation on PUT"; decision D-04 for the reserved names.
public final class GroupRules {
  private static final int LONGEST_DISPLAY_NAME = 128;

  /// RFC 7701 §7.2 leaves it to the server.
  private static final int LONGEST_NICKNAME = 64;

  /// RFC 3261 §25.1 `user` without escapes, which would hide a reserved name, and without what
  /// means something else in a path.
  private static final Pattern PLAIN_USER = Pattern.compile("[A-Za-z0-9._~!*'()&=+$,-]+");

  private static final Set<String> RESERVED_USERS = Set.of("deferred");
  private static final List<String> RESERVED_BEGINNINGS = List.of("s-", "h-", "d-", "anonymous");

  private final ImDomain domain;
  private final int maxMembers;
  private final int maxInvited;

  /// @param maxMembers of a group
  /// @param maxInvited of them when its session starts
  public GroupRules(ImDomain domain, int maxMembers, int maxInvited) {
    this.domain = domain;
    this.maxMembers = maxMembers;
    this.maxInvited = maxInvited;
  }

  /// Reads and checks a group's URI.
  ///
  /// @return canonical
  /// @throws GroupRefused with `INVALID` or `CONSTRAINT_FAILURE`
  public ImAddress checkedUri(@Nullable String text) {
    ImAddress uri = address("uri", text);
    boolean plain = uri.scheme().equals("sip") && uri.port() < 0 && uri.canonical().equals(uri);
    if (!plain || !domain.owns(uri)) {
      throw constraint(uri, "a sip URI of " + domain.host() + " without port and parameters");
    }
    if (!PLAIN_USER.matcher(uri.user()).matches()) {
      throw constraint(uri, "a user part of letters, digits and ._~!*'()&=+$,-");
    }
    if (isReserved(uri)) {
      throw constraint(uri, "a user part that is not reserved");
    }
    return uri;
  }

  private boolean isReserved(ImAddress uri) {
    String user = uri.user().toLowerCase(Locale.ROOT);
    return RESERVED_USERS.contains(user)
        || RESERVED_BEGINNINGS.stream().anyMatch(user::startsWith)
        || domain.factories().stream().anyMatch(f -> f.user().equalsIgnoreCase(user))
        || domain.exploders().stream().anyMatch(e -> e.user().equalsIgnoreCase(user));
  }

  /// @return `definition` with canonical members and without empty names
  /// @throws GroupRefused with `INVALID` or `CONSTRAINT_FAILURE`
  public Definition checked(Definition definition) {
    Integer most = definition.maxParticipants();
    if (most != null && most < 0) {
      throw invalid("maxParticipants: " + most + " (expected: 0 or more)");
    }
    if (definition.maxDuration() != null && definition.maxDuration() < 1) {
      throw invalid("maxDuration: " + definition.maxDuration() + " (expected: 1 second or more)");
    }
    if (definition.members().size() > maxMembers) {
      throw new GroupRefused(
          Reason.CONSTRAINT_FAILURE,
          "members: " + definition.members().size() + " (expected: at most " + maxMembers + ")");
    }
    int invited = definition.inviteMembers() ? definition.members().size() : 0;
    if (invited > maxInvited && (most == null || most > maxInvited)) {
      throw new GroupRefused(
          Reason.CONSTRAINT_FAILURE,
          "inviteMembers: true for "
              + invited
              + " members (expected: false, or maxParticipants of at most "
              + maxInvited
              + ")");
    }
    return new Definition(
        name("displayName", definition.displayName(), LONGEST_DISPLAY_NAME),
        members(definition.members()),
        definition.inviteMembers(),
        most,
        definition.openToAll(),
        definition.rules(),
        definition.maxDuration(),
        name("subject", definition.subject(), LONGEST_DISPLAY_NAME));
  }

  private static List<Member> members(List<Member> given) {
    Set<ImAddress> seen = new LinkedHashSet<>();
    List<Member> members = new ArrayList<>();
    for (Member member : given) {
      ImAddress address = member.address().canonical();
      if (!seen.add(address)) {
        throw invalid("members: " + address + " stands there twice (expected: once)");
      }
      members.add(new Member(address, name("nickname", member.nickname(), LONGEST_NICKNAME)));
    }
    return members;
  }

  /// @throws GroupRefused with `INVALID`
  public static ImAddress address(String what, @Nullable String text) {
    try {
      if (text != null) {
        return ImAddress.parse(text);
      }
    } catch (IllegalArgumentException e) {
      throw invalid(what + ": " + e.getMessage());
    }
    throw invalid(what + ": missing (expected: a sip, sips or tel URI)");
  }

  private static @Nullable String name(String what, @Nullable String name, int longest) {
    if (name == null || name.isBlank()) {
      return null;
    }
    String stripped = name.strip();
    if (stripped.codePointCount(0, stripped.length()) > longest) {
      throw invalid(what + ": too long (expected: at most " + longest + " characters)");
    }
    if (stripped.codePoints().anyMatch(Character::isISOControl)) {
      throw invalid(what + ": has a control character (expected: none)");
    }
    return stripped;
  }

  private static GroupRefused invalid(String detail) {
    return new GroupRefused(Reason.INVALID, detail);
  }

  private static GroupRefused constraint(ImAddress uri, String expected) {
    return new GroupRefused(
        Reason.CONSTRAINT_FAILURE, "uri: " + uri + " (expected: " + expected + ")");
  }
}
