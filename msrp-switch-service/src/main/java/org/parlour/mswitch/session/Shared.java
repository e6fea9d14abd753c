package org.parlour.mswitch.session;

import java.time.Duration;
import org.parlour.mswitch.backbone.Backbone;
import org.parlour.mswitch.metrics.SwitchMetrics;
import org.parlour.mswitch.switching.PathMatching;

/// What all sessions of a switch share.
///
/// @param incarnation of this switch: grows with each start
/// @param paths how exactly a request's paths must be those of its leg
/// @param earlyPatience how long a request waits for the focus to tell of its leg or path
public record Shared(
    long incarnation,
    Backbone backbone,
    Connector connector,
    LegTable legs,
    PathMatching paths,
    Duration earlyPatience,
    SessionLimits limits,
    Time time,
    SwitchMetrics metrics) {}
