package org.parlour.conference.state;

import java.time.Instant;
import org.parlour.protocol.address.ImAddress;

/// The originator of a CPIM message wants to hear of failed deliveries (RFC 5438 §7.1.1).
///
/// @param messageId `imdn.Message-ID`
/// @param dateTime of the message
/// @param to the message's own addressee
public record ReportRequest(String messageId, Instant dateTime, ImAddress to) {}
