package org.parlour.conference.pager;

import java.util.Map;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.sip.Warning;

/// The refusals that lists, groups and sessions share (clause 8.3.1.1.1).
public final class Refusals {
  private static final String LIST_EXTENSION = "recipient-list-message";
  private static final int BAD_REQUEST = 400;
  private static final int UNSUPPORTED_MEDIA_TYPE = 415;

  private Refusals() {}

  public static void refuse(PagerTurn t, SipRequest r, ImError error) {
    t.answer(r, error.sipStatus(), SipHeaders.builder().warning(error.warning()).build());
  }

  public static void bad(PagerTurn t, SipRequest r, String why) {
    t.answer(r, BAD_REQUEST, SipHeaders.builder().warning(Warning.of(why)).build());
  }

  /// Whether the request wants the URI-list service, by its body or by its Require.
  public static boolean asksForList(SipRequest r, SipMethod.Message message) {
    return message.recipients() != null || requiresList(r);
  }

  public static boolean requiresList(SipRequest r) {
    return r.peer().require().contains(LIST_EXTENSION);
  }

  /// 8.3.1.1.1-1: not 420, and what is supported does not name it (D-07).
  public static void listService(PagerTurn t, SipRequest r) {
    ImError error = ImError.LIST_SERVICE_NOT_SUPPORTED;
    t.answer(
        r,
        error.sipStatus(),
        SipHeaders.builder().supported("timer", "norefersub").warning(error.warning()).build());
  }

  /// A message part of a type that the operator does not let pass (RFC 5365 §6).
  ///
  /// @return whether it was refused
  public static boolean mediaType(PagerTurn t, SipRequest r, SipMethod.Message message) {
    if (MediaTypes.allowed(t.policy().media(), message.contentType())) {
      return false;
    }
    String accepted = String.join(", ", MediaTypes.accepted(t.policy().media()));
    t.answer(
        r,
        UNSUPPORTED_MEDIA_TYPE,
        SipHeaders.builder().carried(Map.of("Accept", accepted)).build());
    return true;
  }
}
