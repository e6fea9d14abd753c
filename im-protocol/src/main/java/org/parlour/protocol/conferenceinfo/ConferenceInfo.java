package org.parlour.protocol.conferenceinfo;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// A conference-info document (RFC 4575 §5), as far as this product writes and reads it.
///
/// In a full document (`partial` false) absent parts are absent from the conference; in a partial
/// one they did not change.
///
/// @param entity the URI that was subscribed to
/// @param version unsigned 32 bit, counted per subscription
public record ConferenceInfo(
    ImAddress entity,
    boolean partial,
    long version,
    @Nullable Description description,
    @Nullable State state,
    List<User> users) {
  public ConferenceInfo {
    users = List.copyOf(users);
  }

  public record Description(
      @Nullable String displayText, @Nullable String subject, @Nullable Integer maximumUserCount) {}

  public record State(int userCount, boolean active) {}

  /// @param deleted only the entity is said: the user is gone (`state="deleted"`)
  /// @param nickname the nickname of the chat room, also shown as display text
  /// @param roles for example `chair`, `participant`
  public record User(
      ImAddress entity,
      boolean deleted,
      @Nullable String displayText,
      @Nullable String nickname,
      List<String> roles,
      List<Endpoint> endpoints) {
    public User {
      roles = List.copyOf(roles);
      endpoints = List.copyOf(endpoints);
    }

    public static User gone(ImAddress entity) {
      return new User(entity, true, null, null, List.of(), List.of());
    }
  }

  /// @param joiningMethod null while not yet known
  /// @param joinedAt RFC 3339 text, null when not joined
  /// @param mediaStatus `sendrecv` and the like; null without media
  public record Endpoint(
      String entity,
      EndpointStatus status,
      @Nullable JoiningMethod joiningMethod,
      @Nullable String joinedAt,
      @Nullable DisconnectionMethod disconnectionMethod,
      @Nullable String mediaStatus) {}

  /// RFC 4575 §5.7.
  public enum EndpointStatus {
    PENDING,
    DIALING_OUT,
    DIALING_IN,
    ALERTING,
    ON_HOLD,
    CONNECTED,
    MUTED_VIA_FOCUS,
    DISCONNECTING,
    DISCONNECTED
  }

  /// RFC 4575 §5.7.
  public enum JoiningMethod {
    DIALED_IN,
    DIALED_OUT,
    FOCUS_OWNER
  }

  /// RFC 4575 §5.7.
  public enum DisconnectionMethod {
    DEPARTED,
    BOOTED,
    FAILED,
    BUSY
  }
}
