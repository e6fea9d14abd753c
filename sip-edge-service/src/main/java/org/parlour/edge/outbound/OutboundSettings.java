package org.parlour.edge.outbound;

import org.parlour.edge.sipstack.Hop;

/// How we name ourselves and where requests go.
///
/// @param sentBy the service name that all edges share, with its port
/// @param warningAgent stands in Warnings
/// @param product stands in Server and User-Agent
/// @param nextHop for requests without a route set
public record OutboundSettings(String sentBy, String warningAgent, String product, Hop nextHop) {}
