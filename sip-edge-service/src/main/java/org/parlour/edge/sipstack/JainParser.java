package org.parlour.edge.sipstack;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.ContactList;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.header.Expires;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.RecordRoute;
import gov.nist.javax.sip.header.RecordRouteList;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.Route;
import gov.nist.javax.sip.header.RouteList;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.header.ViaList;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Set;

/// Parses the headers of a message for the stack's transactions; bodies stay outside. A header that
/// the stack needs and cannot read makes the message malformed, any other is passed over.
final class JainParser {
  private static final Set<Class<?>> NEEDED =
      Set.of(
          RequestLine.class,
          StatusLine.class,
          From.class,
          To.class,
          CallID.class,
          CSeq.class,
          Via.class,
          ViaList.class,
          ContentLength.class,
          ContentType.class,
          MaxForwards.class,
          Expires.class,
          Contact.class,
          ContactList.class,
          Route.class,
          RouteList.class,
          RecordRoute.class,
          RecordRouteList.class);

  private static final ParseExceptionListener STRICT =
      (failure, message, header, text, whole) -> {
        if (header != null && NEEDED.contains(header)) {
          throw failure;
        }
      };

  private JainParser() {}

  /// @param bodyStart end of the headers within `bytes`, which are borrowed for the call
  /// @throws ParseException when the message is malformed
  static SIPMessage parse(byte[] bytes, int bodyStart) throws ParseException {
    byte[] head = bodyStart == bytes.length ? bytes : Arrays.copyOf(bytes, bodyStart);
    SIPMessage message;
    try {
      message = new StringMsgParser().parseSIPMessage(head, false, false, STRICT);
    } catch (RuntimeException e) {
      ParseException malformed = new ParseException("unreadable: " + e, 0);
      malformed.initCause(e);
      throw malformed;
    }
    if (message == null) {
      throw new ParseException("empty", 0);
    }
    return message;
  }

  /// Parses a message of ours with its body, which the stack needs to send it again.
  ///
  /// @throws ParseException when the message is malformed
  static SIPMessage parseWhole(byte[] bytes) throws ParseException {
    return new StringMsgParser().parseSIPMessage(bytes, true, false, STRICT);
  }
}
