package org.parlour.labcore.registrar;

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
    SipFlow flow) {}
