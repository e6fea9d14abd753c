package org.parlour.client;

import java.util.ArrayList;
import java.util.List;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.HeaderText;
import org.parlour.client.sip.SipAddress;
import org.parlour.client.sip.SipMessage;
import org.parlour.client.sip.SipRequest;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.list.ResourceLists;
import org.parlour.protocol.multipart.BodyPart;
import org.parlour.protocol.multipart.Multipart;

/// Who is behind a message, and what parts its body has.
final class Parties {
  private static final ImAddress UNKNOWN = ImAddress.sip("anonymous", "anonymous.invalid");

  private Parties() {}

  /// The asserted identity of the sender, else its From (RFC 3325 §8).
  static NameAddress originator(SipMessage message) {
    String from = message.headers().firstOr(HeaderName.FROM, "");
    SipAddress shown =
        SipAddress.parse(message.headers().firstOr(HeaderName.ASSERTED_IDENTITY, from));
    String name = shown.displayName();
    return new NameAddress(
        name == null ? SipAddress.parse(from).displayName() : name, address(shown.uri()));
  }

  /// The URI as an IM Address; something that names nobody when it is none.
  static ImAddress address(String uri) {
    try {
      return ImAddress.parse(uri);
    } catch (IllegalArgumentException e) {
      return UNKNOWN;
    }
  }

  /// Whether the Contact is that of a focus (RFC 3840, RFC 4579 §3.2).
  static boolean isFocus(SipMessage message) {
    String contact = message.headers().firstOr(HeaderName.CONTACT, "");
    return HeaderText.parameter(contact, "isfocus") != null;
  }

  /// The parts of the body; the body itself when it is not a multipart.
  static List<BodyPart> parts(SipMessage message) throws MalformedBodyException {
    String type = message.headers().firstOr(HeaderName.CONTENT_TYPE, "");
    if (message.body().length == 0) {
      return List.of();
    }
    return Multipart.isMultipart(type)
        ? Multipart.read(type, message.body())
        : List.of(BodyPart.of(type, message.body()));
  }

  /// The others who were invited, as far as the request tells (RFC 5366 §5.1).
  static List<Recipient> invited(SipRequest request) {
    List<Recipient> invited = new ArrayList<>();
    try {
      for (BodyPart part : parts(request)) {
        if (part.mediaType().equals(ResourceLists.CONTENT_TYPE)) {
          invited.addAll(ResourceLists.read(part.body()));
        }
      }
    } catch (MalformedBodyException e) {
      return List.of(); // the list is for information only
    }
    return invited;
  }
}
