package org.parlour.interop.ladder;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipHeaders;
import org.parlour.client.sip.SipMessage;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.CopyControl;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.list.ResourceLists;
import org.parlour.protocol.multipart.BodyPart;
import org.parlour.protocol.multipart.Multipart;

/// Puts the clauses of a line into the message it sends.
///
/// `Name: value` a header instead of the usual one, a second one of the same name beside it;
/// `-Name` none; `+sdp …` ([SdpClause]); `+recipients {bob} cc:{carol} bcc:{dave}` the list of
/// RFC 5365, 5366 or 5368; `+body type text`.
final class Composer {
  private final Names names;
  private final LadderMedia media;
  private final String method;
  private final List<BodyPart> parts = new ArrayList<>();

  private Composer(Names names, LadderMedia media, String method) {
    this.names = names;
    this.media = media;
    this.method = method;
  }

  /// A message's body; without content for none.
  record Body(String contentType, byte[] content) {
    boolean isEmpty() {
      return contentType.isEmpty();
    }
  }

  /// Changes the headers of `message`.
  ///
  /// @return the body
  static Body compose(List<String> clauses, SipMessage message, Names names, LadderMedia media) {
    Composer composer = new Composer(names, media, message.cseqMethod());
    Set<String> said = new HashSet<>();
    for (String clause : clauses) {
      composer.put(clause, message.headers(), said);
    }
    return composer.body();
  }

  private void put(String clause, SipHeaders headers, Set<String> said) {
    if (clause.startsWith("+")) {
      String[] words = clause.substring(1).split("\\s+", 2);
      part(words[0], words.length < 2 ? "" : words[1], headers);
    } else if (clause.startsWith("-")) {
      headers.remove(clause.substring(1));
    } else {
      int colon = clause.indexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException(clause + " (expected: Header: value)");
      }
      String name = clause.substring(0, colon);
      String value = names.fill(clause.substring(colon + 1).strip());
      if (said.add(name)) {
        headers.set(name, value);
      } else {
        headers.add(name, value);
      }
    }
  }

  private void part(String kind, String words, SipHeaders headers) {
    switch (kind) {
      case "sdp" -> parts.add(BodyPart.of(Bodies.SDP, media.describe(SdpClause.parse(words))));
      case "recipients" -> {
        headers.add(HeaderName.REQUIRE, listExtension());
        parts.add(
            new BodyPart(
                ResourceLists.CONTENT_TYPE,
                "recipient-list",
                true,
                null,
                ResourceLists.write(recipients(words))));
      }
      case "body" -> {
        String[] typeAndText = words.split("\\s+", 2);
        parts.add(
            BodyPart.of(
                typeAndText[0], names.fill(typeAndText[1]).getBytes(StandardCharsets.UTF_8)));
      }
      default -> throw new IllegalArgumentException("+" + kind);
    }
  }

  private String listExtension() {
    return switch (method) {
      case Methods.MESSAGE -> "recipient-list-message";
      case Methods.REFER -> "multiple-refer";
      default -> "recipient-list-invite";
    };
  }

  private List<Recipient> recipients(String words) {
    List<Recipient> recipients = new ArrayList<>();
    for (String word : words.strip().split("\\s+")) {
      int brace = word.indexOf('{');
      CopyControl control =
          switch (word.substring(0, brace)) {
            case "cc:" -> CopyControl.CC;
            case "bcc:" -> CopyControl.BCC;
            default -> CopyControl.TO;
          };
      recipients.add(
          new Recipient(ImAddress.parse(names.fill(word.substring(brace))), control, false, null));
    }
    return recipients;
  }

  private Body body() {
    if (parts.isEmpty()) {
      return new Body("", new byte[0]);
    }
    if (parts.size() == 1) {
      return new Body(parts.getFirst().contentType(), parts.getFirst().body());
    }
    String boundary = Multipart.boundaryFor(parts);
    return new Body(Multipart.contentType(boundary), Multipart.write(boundary, parts));
  }
}
