package org.parlour.contracts.signalling;

import java.util.Set;
import org.parlour.protocol.address.ImAddress;

/// A peer's Contact.
///
/// @param focus `isfocus` stands in the header's or the URI's parameters, in any case (D-38)
/// @param featureTags lower-case names of the boolean feature parameters, `+` included
public record RemoteContact(ImAddress address, boolean focus, Set<String> featureTags) {
  public RemoteContact {
    featureTags = Set.copyOf(featureTags);
  }
}
