package org.parlour.client.cli;

import java.nio.charset.StandardCharsets;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.HeaderText;
import org.parlour.client.sip.MalformedSipException;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipAddress;
import org.parlour.client.sip.SipParser;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transport.WireTap;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.conferenceinfo.ConferenceInfo;
import org.parlour.protocol.conferenceinfo.ConferenceInfoReader;

/// Says in a few words what a message is.
final class FrameLabel {
  private FrameLabel() {}

  static String of(WireTap.Frame frame) {
    return switch (frame.protocol()) {
      case SIP -> sip(frame.bytes());
      case MSRP -> msrp(new String(frame.bytes(), StandardCharsets.UTF_8));
    };
  }

  private static String sip(byte[] bytes) {
    try {
      return switch (SipParser.parse(bytes)) {
        case SipRequest request -> request(request);
        case SipResponse response ->
            response.status() == 100
                ? ""
                : response.status() + " " + response.reason() + " (" + response.cseqMethod() + ')';
      };
    } catch (MalformedSipException e) {
      return "? " + e.getMessage();
    }
  }

  private static String request(SipRequest request) {
    return switch (request.method()) {
      case Methods.INVITE ->
          request.toTag() == null
              ? "INVITE " + party(request.headers().firstOr(HeaderName.TO, ""))
              : "re-INVITE";
      case Methods.NOTIFY -> "NOTIFY " + notified(request);
      case Methods.SUBSCRIBE ->
          "SUBSCRIBE "
              + HeaderText.beforeParameters(request.headers().firstOr(HeaderName.EVENT, ""));
      case Methods.REFER -> "REFER " + party(request.headers().firstOr(HeaderName.REFER_TO, ""));
      default -> request.method();
    };
  }

  private static String notified(SipRequest request) {
    String state =
        HeaderText.beforeParameters(
            request.headers().firstOr(HeaderName.SUBSCRIPTION_STATE, "active"));
    String tail = state.equals("active") ? "" : ", " + state;
    if (request.body().length == 0) {
      return state;
    }
    try {
      ConferenceInfo document = ConferenceInfoReader.read(request.body());
      return (document.partial() ? "partial" : "full") + " v" + document.version() + tail;
    } catch (MalformedBodyException e) {
      return "unreadable";
    }
  }

  private static String party(String nameAddress) {
    String uri = SipAddress.parse(nameAddress).uri();
    int at = uri.indexOf('@');
    return at < 0 ? uri : uri.substring(uri.indexOf(':') + 1, at);
  }

  private static String msrp(String text) {
    int lineEnd = text.indexOf("\r\n");
    String[] words = (lineEnd < 0 ? text : text.substring(0, lineEnd)).split(" ", 4);
    if (words.length < 3) {
      return "MSRP ?";
    }
    if (Character.isDigit(words[2].charAt(0))) {
      return "MSRP " + words[2] + (words.length > 3 ? " " + words[3] : "");
    }
    int end = text.lastIndexOf("\r\n-------");
    int envelope = text.indexOf("\r\n\r\n");
    int body = envelope < 0 ? -1 : text.lastIndexOf("\r\n\r\n", Math.max(end, 0));
    return body < 0 || end <= body + 4
        ? "MSRP " + words[2]
        : "MSRP " + words[2] + " “" + text.substring(body + 4, end).strip() + '”';
  }
}
