package org.parlour.edge.inbound;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.PeerCapabilities;
import org.parlour.contracts.signalling.RemoteContact;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.edge.syntax.AddressValue;
import org.parlour.edge.syntax.HeaderBlock;
import org.parlour.edge.syntax.HeaderParameters;
import org.parlour.edge.syntax.Numbers;
import org.parlour.edge.syntax.SyntaxException;

/// Reads the optional headers that requests and responses share. Pure.
final class HeaderReader {
  /// What passes between legs unchanged; the last three for an IMS (D-40).
  private static final List<String> CARRIED =
      List.of(
          "Subject",
          "Priority",
          "In-Reply-To",
          "Reply-To",
          "Referred-By",
          "P-Charging-Vector",
          "P-Charging-Function-Addresses",
          "P-Asserted-Service");

  private static final List<String> CARRIED_BY_MESSAGE = List.of("Date", "Expires");
  private static final String IM_FEATURE = "+g.oma.sip-im";

  private HeaderReader() {}

  /// The first Contact; null when absent or `*`.
  static @Nullable RemoteContact contact(HeaderBlock head) throws SyntaxException {
    List<String> contacts = head.all("Contact");
    if (contacts.isEmpty() || contacts.getFirst().equals("*")) {
      return null;
    }
    AddressValue contact = AddressValue.parse(contacts.getFirst());
    Set<String> tags = new LinkedHashSet<>();
    boolean focus = contact.uri().toLowerCase(Locale.ROOT).contains(";isfocus");
    for (String name : contact.parameters().names()) {
      String value = contact.parameters().get(name).orElse("");
      if (name.equals("isfocus")) {
        focus = true;
      }
      if (value.isEmpty() || value.equalsIgnoreCase("true")) {
        tags.add(name);
      }
    }
    return new RemoteContact(contact.address(), focus, tags);
  }

  static PeerCapabilities capabilities(HeaderBlock head) {
    return new PeerCapabilities(
        tokens(head, "Allow", false),
        tokens(head, "Supported", true),
        tokens(head, "Require", true));
  }

  private static Set<String> tokens(HeaderBlock head, String name, boolean lower) {
    Set<String> tokens = new HashSet<>();
    for (String value : head.all(name)) {
      tokens.add(lower ? value.toLowerCase(Locale.ROOT) : value.toUpperCase(Locale.ROOT));
    }
    return tokens;
  }

  /// Null when absent.
  static @Nullable SessionExpires sessionExpires(HeaderBlock head) throws SyntaxException {
    String value = head.firstOrNull("Session-Expires");
    if (value == null) {
      return null;
    }
    String refresher = HeaderParameters.parse(value, semicolon(value)).get("refresher").orElse("");
    return new SessionExpires(
        Numbers.parse("Session-Expires", value, Integer.MAX_VALUE),
        switch (refresher.toLowerCase(Locale.ROOT)) {
          case "uac" -> SessionExpires.Refresher.UAC;
          case "uas" -> SessionExpires.Refresher.UAS;
          default -> null;
        });
  }

  /// A header that is a number, perhaps with parameters; null when absent.
  static @Nullable Integer number(HeaderBlock head, String name) throws SyntaxException {
    String value = head.firstOrNull(name);
    return value == null ? null : Numbers.parse(name, value, Integer.MAX_VALUE);
  }

  /// @throws SyntaxException when the header is missing
  static EventPackage event(HeaderBlock head) throws SyntaxException {
    if (head.firstOrNull("Event") == null) {
      throw new SyntaxException("Event", "none", "one");
    }
    return new EventPackage(eventName(head), eventParameter(head, "id").orElse(null));
  }

  /// Lower case; empty when the header is missing.
  static String eventName(HeaderBlock head) {
    String value = head.first("Event").orElse("");
    return value.substring(0, semicolon(value)).strip().toLowerCase(Locale.ROOT);
  }

  static Optional<String> eventParameter(HeaderBlock head, String name) throws SyntaxException {
    String value = head.first("Event").orElse("");
    return HeaderParameters.parse(value, semicolon(value)).get(name);
  }

  private static int semicolon(String value) {
    int index = value.indexOf(';');
    return index < 0 ? value.length() : index;
  }

  static Map<String, String> carried(HeaderBlock head) {
    Map<String, String> carried = new HashMap<>();
    carry(head, CARRIED, carried);
    return carried;
  }

  /// Of a MESSAGE also when it was sent and how long it is of use (RFC 3428 §7), and the
  /// capabilities wanted besides the one that every message of ours asks for (8.3.2.1-2).
  static Map<String, String> carriedByMessage(HeaderBlock head) {
    Map<String, String> carried = carried(head);
    carry(head, CARRIED_BY_MESSAGE, carried);
    String others =
        head.all("Accept-Contact").stream()
            .filter(value -> !asksForIm(value))
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      carried.put("Accept-Contact", others);
    }
    return carried;
  }

  private static boolean asksForIm(String acceptContact) {
    for (String parameter : acceptContact.split(";", -1)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      if (name.strip().equalsIgnoreCase(IM_FEATURE)) {
        return true;
      }
    }
    return false;
  }

  private static void carry(HeaderBlock head, List<String> names, Map<String, String> carried) {
    for (String name : names) {
      String value = head.firstOrNull(name);
      if (value != null && !value.isEmpty()) {
        carried.put(name, value);
      }
    }
  }
}
