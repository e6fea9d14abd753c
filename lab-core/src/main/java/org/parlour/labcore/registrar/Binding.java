package org.parlour.labcore.registrar;

import org.jspecify.annotations.Nullable;
import org.parlour.client.sip.HeaderText;
import org.parlour.client.sip.SipUri;
import org.parlour.client.transport.SipFlow;

/// One Contact of a registered user.
///
/// @param uri the Contact's URI as it came
/// @param parameters the Contact's header parameters with the leading `;`, without `expires` and
///     `q`
/// @param priority `q` in thousandths, 1000 when absent
/// @param expiresAt milliseconds of the epoch
/// @param flow the connection or the datagrams' source that the REGISTER came by
public record Binding(
    String uri,
    String parameters,
    int priority,
    long expiresAt,
    String callId,
    long cseq,
    SipFlow flow) {
  private static final String INSTANCE = "+sip.instance";

  /// The parameter that makes a URI name one device.
  public static final String GRUU = "gr";

  /// The public GRUU of the device, under which others reach it and nobody else (RFC 5627 §5.4).
  ///
  /// @param user canonical: `sip:name@domain`
  /// @return null when the device has no name of its own
  @Nullable String gruu(String user) {
    String instance = instance();
    return instance == null ? null : user + ';' + GRUU + '=' + instance;
  }

  /// Whether a URI of its user is for this device too.
  public boolean isMeant(SipUri uri) {
    String gruu = uri.parameter(GRUU);
    return gruu == null || gruu.equals(instance());
  }

  private @Nullable String instance() {
    String instance = parameters.isEmpty() ? null : HeaderText.parameter(parameters, INSTANCE);
    return instance == null ? null : instance.replaceAll("^<|>$", "");
  }
}
