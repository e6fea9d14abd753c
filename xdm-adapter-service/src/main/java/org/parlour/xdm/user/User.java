package org.parlour.xdm.user;

import java.time.Instant;
import org.parlour.protocol.address.ImAddress;

/// A user as it is stored.
///
/// @param address canonical
/// @param version of the publication that carried it; differs after each change
public record User(ImAddress address, long version, Instant updated, UserContent content) {}
