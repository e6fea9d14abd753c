package org.parlour.conference.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// What the core told about a user (clause 6.1.1).
///
/// @param core Contact of the third-party REGISTER: the core's, never a device of the user
public record Registration(Instant since, Instant expiresAt, @Nullable ImAddress core)
    implements StatePart {}
