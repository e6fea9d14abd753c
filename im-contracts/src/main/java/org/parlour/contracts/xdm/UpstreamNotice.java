package org.parlour.contracts.xdm;

import java.time.Instant;
import org.parlour.protocol.address.ImAddress;

/// An upstream XDMS told of a document, or will tell no more: it is to be asked for now.
///
/// @param subject whose document it is, canonical: G or a user
/// @param until its changes are told until then; in the past: no longer
public record UpstreamNotice(Instant at, ImAddress subject, Instant until) implements XdmCommand {
  @Override
  public String key() {
    return subject.toString();
  }
}
