package org.parlour.protocol.conferenceinfo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.Description;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.State;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.User;
import org.parlour.protocol.xml.XmlCursor;

/// Reads `application/conference-info+xml` (RFC 4575 §5). What [ConferenceInfo] does not hold is
/// passed over. A document of state `deleted` is read as a full one of a conference that is not
/// active and has nobody in it.
///
/// Deviates: a `user` or `endpoint` of state `partial` is read like a full one, and `users` of a
/// partial document always as partial. Our own focus writes neither the one nor the other.
///
/// Thread: any.
public final class ConferenceInfoReader {
  private static final XmlCursor.Limits LIMITS = new XmlCursor.Limits(2 * 1024 * 1024, 16);
  private static final int MAX_USERS = 10_000;
  private static final long MAX_VERSION = 0xffff_ffffL;

  private final XmlCursor in;
  private @Nullable Description description;
  private @Nullable State state;
  private final List<User> users = new ArrayList<>();

  private ConferenceInfoReader(XmlCursor in) {
    this.in = in;
  }

  /// @throws MalformedBodyException when the document is broken, a required attribute is missing, a
  ///     value is none of those the schema has, or a limit is passed
  public static ConferenceInfo read(byte[] xml) throws MalformedBodyException {
    XmlCursor in = XmlCursor.open("conference-info", xml, LIMITS);
    if (!in.is(ConferenceInfoNames.NAMESPACE, "conference-info")) {
      throw in.bad("root " + in.name(), "conference-info of " + ConferenceInfoNames.NAMESPACE);
    }
    return new ConferenceInfoReader(in).document();
  }

  private ConferenceInfo document() throws MalformedBodyException {
    ImAddress entity = address("entity");
    long version = version();
    String kind = in.attribute("", "state").orElse("full");
    int root = in.depth();
    while (in.nextChildOf(root)) {
      if (in.is(ConferenceInfoNames.NAMESPACE, "conference-description")) {
        description = description();
      } else if (in.is(ConferenceInfoNames.NAMESPACE, "conference-state")) {
        state = state();
      } else if (in.is(ConferenceInfoNames.NAMESPACE, "users")) {
        users();
      }
    }
    in.finish();
    return switch (kind) {
      case "full" -> new ConferenceInfo(entity, false, version, description, state, users);
      case "partial" -> new ConferenceInfo(entity, true, version, description, state, users);
      case "deleted" ->
          new ConferenceInfo(entity, false, version, null, new State(0, false), List.of());
      default -> throw in.bad("state: " + kind, "full, partial or deleted");
    };
  }

  private long version() throws MalformedBodyException {
    String text = in.attribute("", "version").orElse("").strip();
    try {
      long version = Long.parseLong(text);
      if (version >= 0 && version <= MAX_VERSION) {
        return version;
      }
    } catch (NumberFormatException e) {
      // answered below, with the value
    }
    throw in.bad("version: " + text, "a number of 0 to 2^32-1");
  }

  private Description description() throws MalformedBodyException {
    String displayText = null;
    String subject = null;
    Integer maximum = null;
    int own = in.depth();
    while (in.nextChildOf(own)) {
      switch (in.name()) {
        case "display-text" -> displayText = in.text();
        case "subject" -> subject = in.text();
        case "maximum-user-count" -> maximum = number(in.text());
        default -> {}
      }
    }
    return new Description(displayText, subject, maximum);
  }

  private State state() throws MalformedBodyException {
    int count = 0;
    boolean active = true;
    int own = in.depth();
    while (in.nextChildOf(own)) {
      switch (in.name()) {
        case "user-count" -> count = number(in.text());
        case "active" -> active = flag(in.text());
        default -> {}
      }
    }
    return new State(count, active);
  }

  private void users() throws MalformedBodyException {
    int own = in.depth();
    while (in.nextChildOf(own)) {
      if (in.is(ConferenceInfoNames.NAMESPACE, "user")) {
        if (users.size() == MAX_USERS) {
          throw in.bad("too many users", "<= " + MAX_USERS);
        }
        users.add(UserReader.read(in, address("entity")));
      }
    }
  }

  private ImAddress address(String name) throws MalformedBodyException {
    String text = in.attribute("", name).orElse("");
    try {
      return ImAddress.parse(text.strip());
    } catch (IllegalArgumentException e) {
      throw new MalformedBodyException("conference-info: " + name + ": " + e.getMessage(), e);
    }
  }

  private int number(String text) throws MalformedBodyException {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // answered below, with the value
    }
    throw in.bad("count: " + text, "a number of 0 to 2^31-1");
  }

  private boolean flag(String text) throws MalformedBodyException {
    return switch (text) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw in.bad("active: " + text, "true or false");
    };
  }
}
