package org.parlour.mswitch.session;

import org.parlour.mswitch.backbone.Backbone;
import org.parlour.mswitch.metrics.SwitchMetrics;

/// What all sessions of a switch share.
///
/// @param incarnation of this switch: grows with each start
public record Shared(
    long incarnation,
    Backbone backbone,
    Connector connector,
    LegTable legs,
    SessionLimits limits,
    Time time,
    SwitchMetrics metrics) {}
