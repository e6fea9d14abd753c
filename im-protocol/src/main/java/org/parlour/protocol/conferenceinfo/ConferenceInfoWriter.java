package org.parlour.protocol.conferenceinfo;

import org.jspecify.annotations.Nullable;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.Description;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.Endpoint;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.State;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.User;
import org.parlour.protocol.xml.XmlText;

/// Writes `application/conference-info+xml` (RFC 4575 §5), elements in the order of the schema. A
/// partial document says `<users state="partial">`, since the default would erase everybody else.
///
/// Thread: any.
public final class ConferenceInfoWriter {
  private ConferenceInfoWriter() {}

  public static byte[] write(ConferenceInfo info) {
    XmlText out = new XmlText();
    boolean nicknames = info.users().stream().anyMatch(user -> user.nickname() != null);
    out.raw("<conference-info xmlns=\"" + ConferenceInfoNames.NAMESPACE + "\"")
        .attribute("xmlns:xcon", nicknames ? ConferenceInfoNames.XCON : null)
        .attribute("entity", info.entity().toString())
        .attribute("state", info.partial() ? "partial" : "full")
        .attribute("version", Long.toString(info.version()))
        .raw(">");
    description(out, info.description());
    state(out, info.state());
    if (!info.partial() || !info.users().isEmpty()) {
      out.raw(info.partial() ? "<users state=\"partial\">" : "<users>");
      info.users().forEach(user -> user(out, user));
      out.raw("</users>");
    }
    return out.raw("</conference-info>").toBytes();
  }

  private static void description(XmlText out, @Nullable Description description) {
    if (description != null) {
      out.raw("<conference-description>")
          .element("display-text", description.displayText())
          .element("subject", description.subject())
          .element("maximum-user-count", text(description.maximumUserCount()))
          .raw("</conference-description>");
    }
  }

  private static void state(XmlText out, @Nullable State state) {
    if (state != null) {
      out.raw("<conference-state>")
          .element("user-count", Integer.toString(state.userCount()))
          .element("active", Boolean.toString(state.active()))
          .raw("</conference-state>");
    }
  }

  private static void user(XmlText out, User user) {
    out.raw("<user").attribute("entity", user.entity().toString());
    if (user.deleted()) {
      out.raw(" state=\"deleted\"/>");
      return;
    }
    String shown = user.displayText() == null ? user.nickname() : user.displayText();
    out.attribute("state", "full")
        .attribute("xcon:nickname", user.nickname())
        .raw(">")
        .element("display-text", shown);
    if (!user.roles().isEmpty()) {
      out.raw("<roles>");
      user.roles().forEach(role -> out.element("entry", role));
      out.raw("</roles>");
    }
    user.endpoints().forEach(endpoint -> endpoint(out, endpoint));
    out.raw("</user>");
  }

  private static void endpoint(XmlText out, Endpoint endpoint) {
    out.raw("<endpoint")
        .attribute("entity", endpoint.entity())
        .raw(" state=\"full\">")
        .element("status", ConferenceInfoNames.token(endpoint.status()))
        .element("joining-method", token(endpoint.joiningMethod()));
    if (endpoint.joinedAt() != null) {
      out.raw("<joining-info>").element("when", endpoint.joinedAt()).raw("</joining-info>");
    }
    out.element("disconnection-method", token(endpoint.disconnectionMethod()));
    if (endpoint.mediaStatus() != null) {
      out.raw("<media id=\"1\"><type>message</type>")
          .element("status", endpoint.mediaStatus())
          .raw("</media>");
    }
    out.raw("</endpoint>");
  }

  private static @Nullable String token(@Nullable Enum<?> value) {
    return value == null ? null : ConferenceInfoNames.token(value);
  }

  private static @Nullable String text(@Nullable Integer number) {
    return number == null ? null : number.toString();
  }
}
