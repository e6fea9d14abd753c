package org.parlour.protocol.conferenceinfo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.DisconnectionMethod;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.Endpoint;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.EndpointStatus;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.JoiningMethod;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.User;
import org.parlour.protocol.xml.XmlCursor;

/// Reads one `user` element (RFC 4575 §5.6) and its endpoints.
final class UserReader {
  private static final int MAX_CHILDREN = 64;

  private UserReader() {}

  /// @param in at the element
  static User read(XmlCursor in, ImAddress entity) throws MalformedBodyException {
    if (in.attribute("", "state").orElse("full").equals("deleted")) {
      return User.gone(entity);
    }
    String nickname = in.attribute(ConferenceInfoNames.XCON, "nickname").orElse(null);
    String displayText = null;
    List<String> roles = new ArrayList<>();
    List<Endpoint> endpoints = new ArrayList<>();
    int own = in.depth();
    while (in.nextChildOf(own)) {
      switch (in.name()) {
        case "display-text" -> displayText = in.text();
        case "roles" -> roles(in, roles);
        case "endpoint" -> endpoint(in, endpoints);
        default -> {}
      }
    }
    return new User(entity, false, displayText, nickname, roles, endpoints);
  }

  private static void roles(XmlCursor in, List<String> roles) throws MalformedBodyException {
    int own = in.depth();
    while (in.nextChildOf(own)) {
      if (in.name().equals("entry")) {
        limit(in, roles, "roles");
        roles.add(in.text());
      }
    }
  }

  /// An endpoint without `status` is connected, unless it says how it was disconnected.
  private static void endpoint(XmlCursor in, List<Endpoint> endpoints)
      throws MalformedBodyException {
    limit(in, endpoints, "endpoints");
    String entity = in.attribute("", "entity").orElse("");
    boolean deleted = in.attribute("", "state").orElse("full").equals("deleted");
    EndpointStatus status = null;
    JoiningMethod joining = null;
    DisconnectionMethod disconnection = null;
    String joinedAt = null;
    String media = null;
    int own = in.depth();
    while (in.nextChildOf(own)) {
      switch (in.name()) {
        case "status" -> status = token(in, EndpointStatus.class);
        case "joining-method" -> joining = token(in, JoiningMethod.class);
        case "joining-info" -> joinedAt = childText(in, "when");
        case "disconnection-method" -> disconnection = token(in, DisconnectionMethod.class);
        case "media" -> {
          String mediaStatus = childText(in, "status");
          media = media == null ? mediaStatus : media;
        }
        default -> {}
      }
    }
    if (status == null) {
      status = disconnection == null ? EndpointStatus.CONNECTED : EndpointStatus.DISCONNECTED;
    }
    if (!deleted) {
      endpoints.add(new Endpoint(entity, status, joining, joinedAt, disconnection, media));
    }
  }

  private static @Nullable String childText(XmlCursor in, String name)
      throws MalformedBodyException {
    String text = null;
    int own = in.depth();
    while (in.nextChildOf(own)) {
      if (in.name().equals(name)) {
        text = in.text();
      }
    }
    return text;
  }

  private static <E extends Enum<E>> E token(XmlCursor in, Class<E> type)
      throws MalformedBodyException {
    String text = in.text();
    return ConferenceInfoNames.of(type, text)
        .orElseThrow(() -> in.bad(type.getSimpleName() + ": " + text, "a value of RFC 4575 §5.7"));
  }

  private static void limit(XmlCursor in, List<?> list, String what) throws MalformedBodyException {
    if (list.size() == MAX_CHILDREN) {
      throw in.bad("too many " + what, "<= " + MAX_CHILDREN);
    }
  }
}
