package org.parlour.conference.state;

import org.parlour.contracts.signalling.UserPolicy;

/// What holds for a user.
///
/// @param definition never null
public record StoredPolicy(long version, UserPolicy.Definition definition) implements StatePart {}
