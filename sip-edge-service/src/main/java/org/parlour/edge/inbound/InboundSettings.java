package org.parlour.edge.inbound;

import java.util.List;
import java.util.function.Function;
import org.parlour.contracts.media.SwitchCandidate;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.routing.RoutingKey;
import org.parlour.edge.transport.Protocol;
import org.parlour.edge.trust.TrustDomain;

/// What the inbound side has to know.
///
/// @param maxBody octets of a body after its coding is undone
/// @param maxPagerMessage octets of a pager-mode message
/// @param messagesPerMinute of one originator; 0 for no limit
/// @param sentBy the service name, with its port, for what is passed through
/// @param usualTransport for a Route that names none
/// @param switches live switches for a new session, best first
public record InboundSettings(
    RoutingKey routing,
    TrustDomain trusted,
    int maxBody,
    int maxPagerMessage,
    int messagesPerMinute,
    String sentBy,
    Protocol usualTransport,
    Function<AggregateKey, List<SwitchCandidate>> switches) {}
