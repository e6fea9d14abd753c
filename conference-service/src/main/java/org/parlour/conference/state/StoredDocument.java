package org.parlour.conference.state;

import org.parlour.contracts.signalling.GroupDocument;

/// The group document that is in force.
///
/// @param definition never null
public record StoredDocument(long version, GroupDocument.Definition definition)
    implements StatePart {}
